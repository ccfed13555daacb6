import type * as glassEasel from 'glass-easel'
import { innerOf } from './dom'
import { drawField, drawFocus, fieldProperties, listenToField } from './field'
import template from './input.wxml'

/** Keyboard a type asks for. All are text to the browser, so that nothing else than the app judges the content. */
const KEYBOARDS: Record<string, string> = { number: 'numeric', digit: 'decimal', idcard: 'text', tel: 'tel' }

/** `<input>`: one line of text. */
export const registerInput = (space: glassEasel.ComponentSpace) =>
  space.defineComponent({
    is: 'input',
    template,
    externalClasses: ['placeholder-class'],
    properties: {
      ...fieldProperties,
      type: { type: String, value: 'text' },
      password: Boolean,
      confirmType: { type: String, value: 'done' },
      // for type safe-password, which is an ordinary password here
      safePasswordCertPath: String,
      safePasswordLength: null,
      safePasswordTimeStamp: null,
      safePasswordNonce: String,
      safePasswordSalt: String,
      safePasswordCustomHash: String,
    },
    observers: {
      'value, placeholder, disabled, maxlength'() {
        drawField(this as unknown as glassEasel.GeneralComponent)
      },
      'type, password, confirmType'() {
        const native = innerOf<HTMLInputElement>(this, 'field')
        const { type, password, confirmType } = this.data
        native.type = password || type === 'safe-password' ? 'password' : 'text'
        native.inputMode = KEYBOARDS[type] ?? 'text'
        native.enterKeyHint = confirmType
      },
      focus() {
        drawFocus(this as unknown as glassEasel.GeneralComponent)
      },
    },
    lifetimes: {
      attached() {
        const part = this as unknown as glassEasel.GeneralComponent
        listenToField(
          part,
          (event) => event.key === 'Enter',
          () => undefined,
        )
      },
    },
  })
