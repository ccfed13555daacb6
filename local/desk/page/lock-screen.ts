import type { DeskData, DeskDelivery } from '../data'
import { deliveryCard, ringingCard } from './delivery-card'
import { dismissed, dismiss } from './dismissed'
import { button, element } from './element'
import type { PhoneLink } from './phone-link'
import { SIDE_NAMES, type Side } from './side'
import { clockTime, dayName } from './times'
import { readClock } from './wire'

/** WeChat's number for "opened from a subscription message". */
const FROM_MESSAGE = 1014
const LOOK_AT_CLOCK_MS = 5000

/**
 * The lock screen of one phone: the time of the cloud and what its holder has been sent. `key` locks the phone and
 * says how many notices wait; a phone that rings shows it also when it is not locked.
 */
export function lockScreen(side: Side, data: DeskData, link: PhoneLink, firstHolder: string) {
  const name = SIDE_NAMES[side]
  const all = new Map<number, DeskDelivery>()
  let holder = firstHolder
  let ticking: number | undefined

  const time = element('time', { class: 'lock-time' })
  const day = element('p', { class: 'lock-day' })
  const cards = element('div', { class: 'lock-cards', role: 'list' })
  const clear = button('全部清除', { class: 'lock-clear', 'data-testid': `lock-clear-${side}` }, () => {
    dismiss(holder, mine())
    draw()
  })
  const open = button('打开手机', { class: 'lock-open', 'data-testid': `unlock-${side}` }, () =>
    link.set({ hidden: false }),
  )
  const wall = element('div', { class: 'lock-wall', hidden: true }, day, time, cards, clear, open)
  const calls = element('div', { class: 'calls-in' })
  const key = button('锁屏', { class: 'lock-key', 'data-testid': `lock-${side}` }, () =>
    link.settings.locked ? link.set({ hidden: false }) : link.lock(),
  )

  const mine = () => [...all.values()].filter(({ openids, reached }) => reached && openids.includes(holder))
  const draw = () => {
    const gone = dismissed(holder)
    const ringing = mine().filter(({ call }) => call === 'ringing')
    const waiting = mine().filter((one) => one.call !== 'ringing' && !gone(one))
    cards.replaceChildren(...[...waiting].reverse().map(cardOf))
    calls.replaceChildren(...ringing.map(ringingCard))
    clear.hidden = waiting.length === 0
    key.textContent = waiting.length === 0 ? '锁屏' : `锁屏 · ${waiting.length} 条通知`
    key.classList.toggle('waiting', waiting.length > 0)
  }
  const cardOf = (delivery: DeskDelivery) =>
    deliveryCard(delivery, data.title, () => {
      dismiss(holder, [delivery])
      draw()
      const [path = '', query = ''] = delivery.page.split('?')
      if (path) link.show({ path, query, scene: FROM_MESSAGE })
    })
  const lookAtClock = () =>
    readClock().then(
      ({ now }) => {
        time.textContent = clockTime(now)
        day.textContent = dayName(now)
      },
      () => undefined, // the desk says elsewhere that its server is gone
    )
  link.listen(({ locked }) => {
    if (wall.hidden !== locked) return
    wall.hidden = !locked
    key.setAttribute('aria-pressed', String(locked))
    clearInterval(ticking)
    if (!locked) return
    void lookAtClock()
    ticking = window.setInterval(() => void lookAtClock(), LOOK_AT_CLOCK_MS)
  })
  draw()
  return {
    key,
    screen: element('div', { class: 'over-glass', 'aria-label': `${name}的锁屏`, 'data-testid': `lock-screen-${side}` }, wall, calls), // prettier-ignore
    take(delivery: DeskDelivery) {
      all.set(delivery.id, delivery)
      draw()
    },
    giveTo(openid: string) {
      holder = openid
      draw()
    },
  }
}
