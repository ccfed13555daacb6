import { addText, openSheet } from './sheet'

/** Show pictures over everything; a click goes on, the last click (or Escape) closes. */
export function showPicture(urls: string[], start: number) {
  const { mask, box, close } = openSheet('phone-picture', 'dialog')
  const image = document.createElement('img')
  image.alt = '预览图片'
  box.append(image)
  const count = addText(box, 'p', 'phone-picture-count', '')
  let index = start
  const draw = () => {
    image.src = urls[index] ?? ''
    count.textContent = `${index + 1} / ${urls.length}`
  }
  draw()
  mask.addEventListener('click', () => {
    index += 1
    if (index >= urls.length) close()
    else draw()
  })
}
