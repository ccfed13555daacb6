import { pictureAddress } from '../runtime/files/pictures'

interface Callbacks {
  success?: (result: object) => void
  complete?: (result: object) => void
}
type Delta = { ops?: { insert?: unknown }[] }
type Format = (value?: string) => [command: string, value?: string]

const SIDES: Record<string, string> = { center: 'Center', right: 'Right', justify: 'Full', left: 'Left' }

/** The platform's formats as the browser's commands. */
const COMMANDS: Record<string, Format> = {
  bold: () => ['bold'],
  italic: () => ['italic'],
  underline: () => ['underline'],
  ins: () => ['underline'],
  strike: () => ['strikeThrough'],
  script: (value) => [value === 'sub' ? 'subscript' : 'superscript'],
  header: (value) => ['formatBlock', value ? `h${value}` : 'p'],
  align: (value) => [`justify${SIDES[value ?? ''] ?? 'Left'}`],
  list: (value) => [value === 'ordered' ? 'insertOrderedList' : 'insertUnorderedList'],
  indent: (value) => [value === '-1' ? 'outdent' : 'indent'],
  color: (value) => ['foreColor', value],
  backgroundColor: (value) => ['hiliteColor', value],
  fontFamily: (value) => ['fontName', value],
}

const escaped = (text: string) => {
  const node = document.createElement('div')
  node.textContent = text
  return node.innerHTML
}

/** What the text of an editor's delta comes to: letters and pictures, without their formats. */
const htmlOf = ({ ops = [] }: Delta) =>
  ops
    .map(({ insert }) => {
      if (typeof insert === 'string') return escaped(insert).replaceAll('\n', '<br>')
      const { image } = (insert ?? {}) as { image?: string }
      return image ? `<img src="${encodeURI(image)}">` : ''
    })
    .join('')

/** EditorContext over an editable element. Formats are the browser's commands: one answer for all WeChat has. */
export function editorContext(page: HTMLElement) {
  const contents = () => ({
    html: page.innerHTML,
    text: `${page.innerText.replace(/\n$/, '')}\n`,
    delta: { ops: [{ insert: `${page.innerText.replace(/\n$/, '')}\n` }] },
  })
  const tell = (given: Callbacks | undefined, name: string, result: object = {}) => {
    const all = { ...result, errMsg: `${name}:ok` }
    given?.success?.(all)
    given?.complete?.(all)
  }
  const command = (name: string, value?: string) => {
    page.focus()
    document.execCommand(name, false, value)
    page.dispatchEvent(new Event('formatted'))
  }
  const changed = () => page.dispatchEvent(new Event('input'))
  const context = {
    format: (name: string, value?: unknown) => {
      const [does, how] = COMMANDS[name]?.(value === undefined ? undefined : String(value)) ?? []
      if (does) command(does, how)
      else if (name === 'lineHeight' || name === 'fontSize' || name === 'letterSpacing')
        page.style.setProperty(
          name.replace(/[A-Z]/g, (l) => `-${l.toLowerCase()}`),
          String(value),
        )
    },
    insertDivider: (given?: Callbacks) => {
      command('insertHorizontalRule')
      tell(given, 'insertDivider')
    },
    insertText: ({ text, ...given }: Callbacks & { text: string }) => {
      command('insertText', text)
      tell(given, 'insertText')
    },
    insertImage: async ({ src, alt = '', width = '', ...given }: Callbacks & Record<string, string>) => {
      const address = await pictureAddress(src ?? '', '')
      command(
        'insertHTML',
        `<img src="${encodeURI(address)}" alt="${escaped(alt)}" width="${escaped(width)}">`,
      )
      tell(given, 'insertImage')
    },
    setContents: ({ html, delta, ...given }: Callbacks & { html?: string; delta?: Delta }) => {
      page.innerHTML = html ?? htmlOf(delta ?? {})
      page.querySelectorAll('script, iframe, object').forEach((node) => node.remove())
      tell(given, 'setContents')
    },
    getContents: (given?: Callbacks) => tell(given, 'getContents', contents()),
    clear: (given?: Callbacks) => {
      page.innerHTML = ''
      changed()
      tell(given, 'clear')
    },
    removeFormat: (given?: Callbacks) => {
      command('removeFormat')
      tell(given, 'removeFormat')
    },
    undo: (given?: Callbacks) => {
      command('undo')
      tell(given, 'undo')
    },
    redo: (given?: Callbacks) => {
      command('redo')
      tell(given, 'redo')
    },
    blur: (given?: Callbacks) => {
      page.blur()
      tell(given, 'blur')
    },
    getSelectionText: (given?: Callbacks) =>
      tell(given, 'getSelectionText', { text: String(document.getSelection() ?? '') }),
    scrollIntoView: () => page.scrollIntoView({ block: 'nearest' }),
  }
  return { context, contents }
}
