import * as glassEasel from 'glass-easel'
import { viewportOf } from './backend'

type Node = glassEasel.Element
export interface Fields {
  id?: boolean
  dataset?: boolean
  mark?: boolean
  rect?: boolean
  size?: boolean
  scrollOffset?: boolean
  properties?: string[]
  computedStyle?: string[]
  context?: boolean
  node?: boolean
}
type Result = Record<string, unknown>
type Callback = (result: unknown) => void

const domOf = (node: Node) => node.$$ as unknown as HTMLElement | null

/** Element that scrolls for a node: the node itself, or what a part scrolls inside. */
const scrollerOf = (element: HTMLElement) =>
  element.querySelector<HTMLElement>(':scope > .part-scroller') ?? element

function describe(node: Node, fields: Fields): Result {
  const element = domOf(node)
  const result: Result = {}
  if (fields.id) result.id = node.id
  if (fields.dataset) result.dataset = { ...node.dataset }
  if (fields.mark) result.mark = node.collectMarks()
  const { left, top, right, bottom, width, height } = element?.getBoundingClientRect() ?? new DOMRect()
  if (fields.rect) Object.assign(result, { left, top, right, bottom })
  if (fields.size) Object.assign(result, { width, height })
  if (fields.scrollOffset && element) {
    const { scrollLeft, scrollTop, scrollWidth, scrollHeight } = scrollerOf(element)
    Object.assign(result, { scrollLeft, scrollTop, scrollWidth, scrollHeight })
  }
  for (const name of fields.properties ?? []) {
    if (glassEasel.Component.isComponent(node)) result[name] = (node.data as Result)[name]
  }
  const style = fields.computedStyle && element ? getComputedStyle(element) : null
  for (const name of fields.computedStyle ?? []) {
    result[name] =
      style?.getPropertyValue(name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)) ?? ''
  }
  if (fields.node || fields.context) {
    const context = element && (element as unknown as { partContext?: unknown }).partContext
    if (fields.node) result.node = context ?? null
    if (fields.context) result.context = context ?? null
  }
  return result
}

/** wx.createSelectorQuery: questions collected, and answered together in order. */
export class SelectorQuery {
  private questions: { ask(): unknown; callback?: Callback }[] = []

  /** @param root the component whose template is searched; without one nothing is found */
  constructor(private root: glassEasel.GeneralComponent | null) {}

  in(component: { _$: glassEasel.GeneralComponent }): this {
    this.root = component._$
    return this
  }

  select = (selector: string) =>
    this.reference((fields) => {
      const node = this.root?.getShadowRoot()?.querySelector(selector)
      return node ? describe(node, fields) : null
    })

  selectAll = (selector: string) =>
    this.reference((fields) =>
      (this.root?.getShadowRoot()?.querySelectorAll(selector) ?? []).map((node) => describe(node, fields)),
    )

  selectViewport = () =>
    this.reference((fields) => {
      const element = this.root && domOf(this.root)
      const viewport = element ? (viewportOf(element).element as HTMLElement) : document.documentElement
      const scroller = viewport.querySelector<HTMLElement>('.phone-page-scroll') ?? viewport
      const { clientWidth: width, clientHeight: height } = viewport
      const { scrollLeft, scrollTop, scrollWidth, scrollHeight } = scroller
      const result: Result = { id: '', dataset: {} }
      if (fields.rect) Object.assign(result, { left: 0, top: 0, right: width, bottom: height })
      if (fields.size) Object.assign(result, { width, height })
      if (fields.scrollOffset) Object.assign(result, { scrollLeft, scrollTop, scrollWidth, scrollHeight })
      return result
    })

  private reference(find: (fields: Fields) => unknown) {
    const fields = (wanted: Fields, callback?: Callback) => {
      this.questions.push({ ask: () => find(wanted), callback })
      return this
    }
    return {
      fields,
      boundingClientRect: (callback?: Callback) =>
        fields({ id: true, dataset: true, rect: true, size: true }, callback),
      scrollOffset: (callback?: Callback) =>
        fields({ id: true, dataset: true, scrollOffset: true }, callback),
      context: (callback?: Callback) => fields({ context: true }, callback),
      node: (callback?: Callback) => fields({ node: true }, callback),
    }
  }

  /** Answers come later, as between two threads. */
  exec(callback?: (results: unknown[]) => void): this {
    setTimeout(() => {
      const results = this.questions.map(({ ask, callback: one }) => {
        const result = ask()
        one?.(result)
        return result
      })
      callback?.(results)
    }, 0)
    return this
  }
}
