import type * as glassEasel from 'glass-easel'
import { hostOf, innerOf, toggleAttribute, type PartElement } from './dom'

/** What `<input>` and `<textarea>` share. */
export const fieldProperties = {
  name: String,
  // an app may say null for nothing
  value: { type: null, value: '' },
  placeholder: String,
  placeholderStyle: String,
  disabled: Boolean,
  maxlength: { type: Number, value: 140 },
  focus: Boolean,
  autoFocus: Boolean,
  cursor: { type: Number, value: -1 },
  selectionStart: { type: Number, value: -1 },
  selectionEnd: { type: Number, value: -1 },
  confirmHold: Boolean,
  // about a keyboard on the screen, which this phone does not show
  cursorSpacing: { type: null, value: 0 },
  adjustPosition: { type: Boolean, value: true },
  holdKeyboard: Boolean,
  adjustKeyboardTo: String,
  cursorColor: String,
  alwaysEmbed: Boolean,
} as const

interface FieldData {
  name: string
  value: string | null
  placeholder: string
  disabled: boolean
  maxlength: number
  focus: boolean
  autoFocus: boolean
  cursor: number
  selectionStart: number
  selectionEnd: number
  confirmHold: boolean
}

type Native = HTMLInputElement | HTMLTextAreaElement
type Part = glassEasel.GeneralComponent

const dataOf = (part: Part) => part.data as unknown as FieldData
const nativeOf = (part: Part) => innerOf<Native>(part, 'field')

/** Write what the properties say into the browser's field. */
export function drawField(part: Part) {
  const native = nativeOf(part)
  const { value, placeholder, disabled, maxlength } = dataOf(part)
  const text = value === null || value === undefined ? '' : String(value)
  if (native.value !== text) native.value = text
  native.placeholder = placeholder
  native.disabled = disabled
  if (maxlength >= 0) native.maxLength = maxlength
  else native.removeAttribute('maxlength')
  innerOf(part, 'hint').hidden = text !== ''
  toggleAttribute(hostOf(part), 'disabled', disabled)
}

export function drawFocus(part: Part) {
  const native = nativeOf(part)
  const { focus, autoFocus, selectionStart, selectionEnd, cursor } = dataOf(part)
  if (!focus && !autoFocus) {
    if (document.activeElement === native) native.blur()
    return
  }
  // a page that is being opened has no focusable field yet
  setTimeout(() => {
    native.focus({ preventScroll: true })
    if (selectionStart >= 0)
      native.setSelectionRange(selectionStart, selectionEnd >= 0 ? selectionEnd : selectionStart)
    else if (cursor >= 0) native.setSelectionRange(cursor, cursor)
  }, 0)
}

/** Listen to the browser's field and speak WeChat's events. @param changed called when the text changed */
export function listenToField(part: Part, isConfirm: (event: KeyboardEvent) => boolean, changed: () => void) {
  const host: PartElement = hostOf(part)
  const native = nativeOf(part)
  const initial = dataOf(part).value
  let composing = false

  const took = (keyCode: number) => {
    const value = native.value
    innerOf(part, 'hint').hidden = value !== ''
    part.setData({ value })
    changed()
    // what the app's handler returns replaces the text
    const handleListenerReturn = (answer: unknown) => {
      const text = typeof answer === 'string' ? answer : (answer as { value?: string } | undefined)?.value
      if (typeof text === 'string') part.setData({ value: text })
    }
    part.triggerEvent(
      'input',
      { value, cursor: native.selectionStart ?? value.length, keyCode },
      { handleListenerReturn },
    )
  }
  let keyCode = 0
  native.addEventListener('compositionstart', () => void (composing = true))
  native.addEventListener('compositionend', () => {
    composing = false
    took(229)
  })
  native.addEventListener('input', () => {
    innerOf(part, 'hint').hidden = native.value !== ''
    if (!composing) took(keyCode)
  })
  native.addEventListener('focus', () => part.triggerEvent('focus', { value: native.value, height: 0 }))
  native.addEventListener('blur', () => {
    part.setData({ focus: false })
    part.triggerEvent('blur', {
      value: native.value,
      cursor: native.selectionStart ?? 0,
      encryptedValue: '',
      encryptError: '',
    })
  })
  native.addEventListener('keydown', (event) => {
    const key = event as KeyboardEvent
    keyCode = key.keyCode
    if (key.isComposing || composing || !isConfirm(key)) return
    key.preventDefault()
    part.triggerEvent('confirm', { value: native.value })
    if (!dataOf(part).confirmHold) native.blur()
  })
  host.activate = () => native.focus()
  host.formField = {
    name: () => dataOf(part).name,
    value: () => native.value,
    reset: () => part.setData({ value: initial }),
  }
  drawField(part)
  if (dataOf(part).focus || dataOf(part).autoFocus) drawFocus(part)
}
