import type * as glassEasel from 'glass-easel'
import { hostOf, innerOf } from './dom'
import { drawField, drawFocus, fieldProperties, listenToField } from './field'
import template from './textarea.wxml'

/** As high as its text, when the app asks for it; tells when the number of lines changed. */
function fit(part: glassEasel.GeneralComponent) {
  const native = innerOf<HTMLTextAreaElement>(part, 'field')
  if (!(part.data as unknown as { autoHeight: boolean }).autoHeight) return
  native.style.height = 'auto'
  const height = native.scrollHeight
  native.style.height = `${height}px`
  hostOf(part).style.height = 'auto'
  const line = parseFloat(getComputedStyle(native).lineHeight) || height
  const lineCount = Math.max(1, Math.round(height / line))
  if (native.dataset.lines === String(lineCount)) return
  native.dataset.lines = String(lineCount)
  part.triggerEvent('linechange', {
    height,
    heightRpx: (height * 750) / window.innerWidth,
    lineCount,
    lineHeight: line,
  })
}

/** `<textarea>`: text of several lines. Enter is a line break unless `confirm-type` says otherwise. */
export const registerTextarea = (space: glassEasel.ComponentSpace) =>
  space.defineComponent({
    is: 'textarea',
    template,
    externalClasses: ['placeholder-class'],
    properties: {
      ...fieldProperties,
      autoHeight: Boolean,
      confirmType: { type: String, value: 'return' },
      fixed: Boolean,
      showConfirmBar: { type: Boolean, value: true },
      disableDefaultPadding: Boolean,
    },
    observers: {
      'value, placeholder, disabled, maxlength'() {
        drawField(this as unknown as glassEasel.GeneralComponent)
        fit(this as unknown as glassEasel.GeneralComponent)
      },
      confirmType() {
        innerOf<HTMLTextAreaElement>(this, 'field').enterKeyHint =
          this.data.confirmType === 'return' ? 'enter' : this.data.confirmType
      },
      focus() {
        drawFocus(this as unknown as glassEasel.GeneralComponent)
      },
    },
    lifetimes: {
      attached() {
        const part = this as unknown as glassEasel.GeneralComponent
        const confirms = (event: KeyboardEvent) =>
          event.key === 'Enter' && !event.shiftKey && this.data.confirmType !== 'return'
        listenToField(part, confirms, () => fit(part))
        fit(part)
      },
    },
  })
