import type * as glassEasel from 'glass-easel'
import { hostOf, innerOf, type PartElement } from './dom'
import { editorContext } from './editor-context'
import template from './editor.wxml'

const FORMATS = ['bold', 'italic', 'underline', 'strikeThrough', 'subscript', 'superscript']
const NAMES: Record<string, string> = { strikeThrough: 'strike' }

/** How the text at the cursor looks, by the platform's names. */
function formatsAtCursor(): Record<string, unknown> {
  const on = FORMATS.filter((format) => document.queryCommandState(format))
  const formats: Record<string, unknown> = Object.fromEntries(on.map((name) => [NAMES[name] ?? name, name]))
  const block = /^h([1-6])$/.exec(document.queryCommandValue('formatBlock'))
  if (block) formats.header = Number(block[1])
  if (document.queryCommandState('insertOrderedList')) formats.list = 'ordered'
  if (document.queryCommandState('insertUnorderedList')) formats.list = 'bullet'
  for (const side of ['Center', 'Right', 'Full'])
    if (document.queryCommandState(`justify${side}`))
      formats.align = side === 'Full' ? 'justify' : side.toLowerCase()
  return formats
}

/** `<editor>`: rich text by the browser's own editing. Its context comes from SelectorQuery.context(). */
export const registerEditor = (space: glassEasel.ComponentSpace) =>
  space.defineComponent({
    is: 'editor',
    template,
    properties: {
      readOnly: Boolean,
      placeholder: String,
      showImgSize: Boolean,
      showImgToolbar: Boolean,
      showImgResize: Boolean,
      name: String,
    },
    observers: {
      'readOnly, placeholder'() {
        const page = innerOf(this, 'page')
        page.contentEditable = this.data.readOnly ? 'false' : 'true'
        page.dataset.placeholder = this.data.placeholder
        page.setAttribute('aria-label', this.data.placeholder || '编辑区')
      },
    },
    lifetimes: {
      attached() {
        const host: PartElement = hostOf(this)
        const page = innerOf(this, 'page')
        page.contentEditable = this.data.readOnly ? 'false' : 'true'
        page.setAttribute('role', 'textbox')
        page.setAttribute('aria-multiline', 'true')
        const { context, contents } = editorContext(page)
        host.partContext = context
        page.addEventListener('input', () => this.triggerEvent('input', contents()))
        page.addEventListener('focus', () => this.triggerEvent('focus', contents()))
        page.addEventListener('blur', () => this.triggerEvent('blur', contents()))
        let told = ''
        const status = () => {
          if (document.activeElement !== page) return
          const formats = formatsAtCursor()
          const now = JSON.stringify(formats)
          if (now === told) return
          told = now
          this.triggerEvent('statuschange', formats)
        }
        for (const event of ['keyup', 'pointerup', 'input', 'formatted']) page.addEventListener(event, status)
        queueMicrotask(() => this.triggerEvent('ready', {}))
      },
    },
  })
