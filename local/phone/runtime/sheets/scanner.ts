import { addButton, addText, openSheet } from './sheet'

/**
 * The camera's view while it waits for a code.
 * @param embedded true: the page around the phone will show it one; false: its text can be typed here
 * @param answered the typed text, or null for 取消; not called after close()
 */
export function openScanner(embedded: boolean, answered: (text: string | null) => void): { close(): void } {
  const { box, close } = openSheet('phone-scanner', 'dialog')
  box.setAttribute('aria-label', '扫一扫')
  addText(box, 'div', 'phone-scanner-frame', '')
  const finish = (text: string | null) => {
    close()
    answered(text)
  }
  if (embedded) {
    addText(box, 'p', 'phone-scanner-hint', '把二维码对准这里')
  } else {
    addText(box, 'p', 'phone-scanner-hint', '输入二维码里的内容')
    const field = document.createElement('input')
    field.setAttribute('aria-label', '二维码内容')
    box.append(field)
    addButton(box, 'phone-scanner-done', '完成', () => finish(field.value))
    field.addEventListener('keydown', (event) => event.key === 'Enter' && finish(field.value))
    field.focus()
  }
  addButton(box, 'phone-scanner-cancel', '取消', () => finish(null))
  return { close }
}
