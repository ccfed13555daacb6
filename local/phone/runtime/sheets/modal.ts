import { addButton, addText, openSheet } from './sheet'

export interface ModalContent {
  title?: string
  content?: string
  showCancel?: boolean
  cancelText?: string
  cancelColor?: string
  confirmText?: string
  confirmColor?: string
  editable?: boolean
  placeholderText?: string
}

export interface ModalAnswer {
  confirm: boolean
  cancel: boolean
  content?: string
}

/** Show a modal and wait for its button. */
export function showModal(given: ModalContent): Promise<ModalAnswer> {
  const { box, close } = openSheet('phone-modal', 'dialog')
  if (given.title) addText(box, 'h2', 'phone-modal-title', given.title)
  let field: HTMLInputElement | null = null
  if (given.editable) {
    field = document.createElement('input')
    field.className = 'phone-modal-field'
    field.placeholder = given.placeholderText ?? ''
    field.value = given.content ?? ''
    box.append(field)
    field.focus()
  } else if (given.content) {
    addText(box, 'p', 'phone-modal-text', given.content)
  }
  const row = addText(box, 'div', 'phone-modal-buttons', '')
  return new Promise((resolve) => {
    const answer = (confirm: boolean) => {
      close()
      resolve({ confirm, cancel: !confirm, ...(field && confirm ? { content: field.value } : {}) })
    }
    if (given.showCancel !== false) {
      addButton(row, 'phone-modal-cancel', given.cancelText ?? '取消', () => answer(false)).style.color =
        given.cancelColor ?? ''
    }
    addButton(row, 'phone-modal-confirm', given.confirmText ?? '确定', () => answer(true)).style.color =
      given.confirmColor ?? ''
  })
}
