import { addButton, addText, openSheet } from './sheet'

/** @returns index of the chosen item, or null when it was closed */
export function showActionSheet(items: string[], color = '', title = ''): Promise<number | null> {
  const { mask, box, close } = openSheet('phone-actions', 'dialog')
  return new Promise((resolve) => {
    const answer = (index: number | null) => {
      close()
      resolve(index)
    }
    if (title) addText(box, 'p', 'phone-actions-title', title)
    items.forEach((item, index) => {
      addButton(box, 'phone-actions-item', item, () => answer(index)).style.color = color
    })
    addButton(box, 'phone-actions-item phone-actions-cancel', '取消', () => answer(null))
    mask.addEventListener('click', (event) => event.target === mask && answer(null))
  })
}
