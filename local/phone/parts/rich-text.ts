import type * as glassEasel from 'glass-easel'
import { assetUrl } from '../runtime/assets'
import { convertLengths } from '../lengths'
import { hostOf } from './dom'

/** Tags and attributes the platform lets through; anything else is dropped with what is in it. */
const TAGS = new Set(
  (
    'a abbr address article aside b bdi bdo big blockquote br caption center cite code col colgroup dd del div dl dt em fieldset font ' +
    'footer h1 h2 h3 h4 h5 h6 header hr i img ins label legend li mark nav ol p pre q rt ruby s section small span strong sub sup ' +
    'table tbody td tfoot th thead tr tt u ul'
  ).split(' '),
)
const ATTRIBUTES = new Set([
  'class',
  'style',
  'src',
  'alt',
  'width',
  'height',
  'colspan',
  'rowspan',
  'span',
  'start',
  'type',
  'color',
  'size',
  'face',
  'dir',
])

export interface RichNode {
  name?: string
  type?: 'node' | 'text'
  text?: string
  attrs?: Record<string, unknown>
  children?: RichNode[]
}

/** HTML text to nodes; the browser parses it without running anything in it. */
function parse(html: string): RichNode[] {
  const read = (node: ChildNode): RichNode[] => {
    if (node.nodeType === Node.TEXT_NODE) return [{ type: 'text', text: node.textContent ?? '' }]
    if (!(node instanceof Element)) return []
    const attrs = Object.fromEntries([...node.attributes].map(({ name, value }) => [name, value]))
    return [{ name: node.tagName.toLowerCase(), attrs, children: [...node.childNodes].flatMap(read) }]
  }
  return [...new DOMParser().parseFromString(html, 'text/html').body.childNodes].flatMap(read)
}

function build(node: RichNode, owner: string): Node[] {
  if (node.type === 'text' || (!node.name && node.text !== undefined))
    return [document.createTextNode(decode(node.text ?? ''))]
  const name = (node.name ?? '').toLowerCase()
  if (!TAGS.has(name)) return []
  const element = document.createElement(name === 'a' ? 'span' : name)
  for (const [attribute, value] of Object.entries(node.attrs ?? {})) {
    if (!ATTRIBUTES.has(attribute)) continue
    const text = attribute === 'style' ? convertLengths(String(value)) : String(value)
    if (attribute === 'class')
      element.className = text
        .split(/\s+/)
        .map((one) => `_a--${one} ${one}`)
        .join(' ')
    else element.setAttribute(attribute, attribute === 'src' ? assetUrl(text, owner) : text)
  }
  element.append(...(node.children ?? []).flatMap((child) => build(child, owner)))
  return [element]
}

const ENTITIES: Record<string, string> = {
  '&nbsp;': '\u00a0',
  '&lt;': '<',
  '&gt;': '>',
  '&amp;': '&',
  '&quot;': '"',
  '&apos;': "'",
}
const decode = (text: string) =>
  text.replace(/&(nbsp|lt|gt|amp|quot|apos);/g, (entity) => ENTITIES[entity] ?? entity)

/** `<rich-text>`: HTML text, or an array of nodes; nothing in it reacts. */
export const registerRichText = (space: glassEasel.ComponentSpace) =>
  space.defineComponent({
    is: 'rich-text',
    properties: { nodes: { type: null, value: [] }, space: String, userSelect: Boolean, mode: String },
    observers: {
      nodes() {
        const { nodes } = this.data as { nodes: string | RichNode[] }
        const list = typeof nodes === 'string' ? parse(nodes) : (nodes ?? [])
        const owner = this.ownerShadowRoot?.getHostNode().is ?? ''
        hostOf(this).replaceChildren(...list.flatMap((node) => build(node, owner)))
      },
    },
  })
