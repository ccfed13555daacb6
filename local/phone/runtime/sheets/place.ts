import { drawMarker, ground } from '../map/drawing'
import { toPixels, toPlace, type Place } from '../map/projection'
import { addButton, addText, openSheet } from './sheet'

const SCALE = 16
const [WIDTH, HEIGHT] = [375, 320]

interface Named extends Place {
  name: string
  address: string
}

/** A piece of the offline map with a pin in its middle. @param chosen called with the place that was clicked */
function drawMap(box: HTMLElement, center: Place, chosen?: (place: Place) => void) {
  const map = addText(box, 'div', 'phone-place-map', '')
  const draw = (at: Place) => {
    map.style.cssText = ground(at, SCALE, WIDTH, HEIGHT)
    const middle = { x: map.clientWidth / 2 || WIDTH / 2, y: HEIGHT / 2 }
    map.replaceChildren(drawMarker({ ...at, title: '' }, middle, '', false, () => undefined))
  }
  draw(center)
  let at = center
  map.addEventListener('click', (event) => {
    if (!chosen) return
    const own = map.getBoundingClientRect()
    const { x, y } = toPixels(at, SCALE)
    at = toPlace(
      x + event.clientX - own.left - own.width / 2,
      y + event.clientY - own.top - HEIGHT / 2,
      SCALE,
    )
    draw(at)
    chosen(at)
  })
}

/** WeChat's page to choose a place: a click moves the pin, and its name may be written. @returns null for 取消 */
export function choosePlace(start: Place & { name: string }): Promise<Named | null> {
  const { box, close } = openSheet('phone-place', 'dialog')
  box.setAttribute('aria-label', '选择位置')
  const head = addText(box, 'div', 'phone-choice-head', '')
  let place: Place = { latitude: start.latitude, longitude: start.longitude }
  return new Promise((resolve) => {
    const answer = (chosen: Named | null) => {
      close()
      resolve(chosen)
    }
    addButton(head, 'phone-choice-cancel', '取消', () => answer(null))
    addText(head, 'span', 'phone-choice-title', '选择位置')
    drawMap(box, place, (at) => void (place = at))
    const field = document.createElement('input')
    field.className = 'phone-place-name'
    field.setAttribute('aria-label', '地点名称')
    field.value = start.name
    box.append(field)
    addButton(head, 'phone-choice-done', '确定', () =>
      answer({ ...place, name: field.value, address: `示例地址 ${field.value}` }),
    )
  })
}

/** WeChat's page that shows a place. */
export function showPlace(place: Named) {
  const { box, close } = openSheet('phone-place', 'dialog')
  box.setAttribute('aria-label', '查看位置')
  const head = addText(box, 'div', 'phone-choice-head', '')
  addButton(head, 'phone-choice-cancel', '返回', close)
  addText(head, 'span', 'phone-choice-title', '位置')
  drawMap(box, place)
  addText(box, 'h2', 'phone-place-title', place.name)
  addText(box, 'p', 'phone-place-address', place.address)
}
