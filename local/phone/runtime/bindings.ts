import * as glassEasel from 'glass-easel'
import { playAnimation, type AnimationSteps } from './api/animation'
import { noteLongPressListener } from './gestures'
import { MISSING_ATTRIBUTES } from '../tags'
import { isMissingPart, isPart } from './part-space'
import { reportUnsupported } from './report'

type Node = glassEasel.Element

/** What a compiled template calls to write to nodes (glass-easel's ProcGenWrapper), as far as the phone changes it. */
export interface Bindings {
  r(node: Node, name: string, value: unknown, model?: unknown, source?: unknown): void
  i(node: Node, id: string): void
  d(node: Node, name: string, value: unknown): void
  a(node: Node, name: string, value: unknown): void
  p(node: Node, name: string, listener: unknown, source?: unknown): void
  v(
    node: Node,
    event: string,
    handler: unknown,
    final: boolean,
    mutated: boolean,
    capture: boolean,
    dynamic: boolean,
    source?: unknown,
  ): void
}

const EVENT = /^(capture-)?(mut-)?(bind|catch):?(.+)$/
const camel = (name: string) => name.replace(/-([a-z])/g, (_, letter: string) => letter.toUpperCase())
const dashed = (name: string) => name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)

const domOf = (node: Node) => node.$$ as unknown as Element | null

function writeAttribute(node: Node, name: string, value: unknown) {
  const own = domOf(node)
  if (!own) return
  // what is said about an input is said about the browser's field in it, which has the focus
  const element = name.startsWith('aria-') ? (own.querySelector(':scope > .part-field') ?? own) : own
  const shown =
    name === 'hidden' ? !!value && value !== 'false' : value !== undefined && value !== null && value !== ''
  if (shown) Element.prototype.setAttribute.call(element, name, name === 'hidden' ? '' : String(value))
  else element.removeAttribute(name)
}

/** Attributes any node may carry: accessibility becomes the browser's own, `hidden` too. @returns null when not one */
function commonAttribute(name: string): string | null {
  if (name === 'aria-role') return 'role'
  if (name.startsWith('aria-') || name === 'hidden' || name === 'role' || name === 'tabindex') return name
  return null
}

function animate(node: Node, steps: unknown) {
  const element = domOf(node) as HTMLElement | null
  if (element && steps) playAnimation(element, steps as AnimationSteps)
}

const hasProperty = (node: Node, name: string) =>
  glassEasel.Component.isComponent(node) && glassEasel.Component.hasProperty(node, camel(name))

const defaults = new WeakMap<object, Record<string, unknown>>()

/** What a part's property is when nobody says: as it stands before the first property of the first such part is set. */
function defaultOf(part: glassEasel.GeneralComponent, name: string): unknown {
  return defaults.get(part.getRootBehavior())?.[camel(name)]
}

const adapted = new WeakSet<Bindings>()

/** Teach one template instance the attributes all nodes have, old-style events with dashes, and plain ids. */
export function adaptBindings(bindings: Bindings): Bindings {
  if (adapted.has(bindings)) return bindings
  adapted.add(bindings)
  const { r, i, d, p, v } = bindings
  const watched = new WeakMap<Node, Set<string>>()
  bindings.p = (node, name, ...rest) => {
    watched.set(node, (watched.get(node) ?? new Set()).add(name))
    p(node, name, ...rest)
  }
  bindings.v = (node, event, ...rest) => {
    if (event === 'longpress' || event === 'longtap') noteLongPressListener(node)
    v(node, event, ...rest)
  }
  bindings.r = (node, name, value, model, source) => {
    if (hasProperty(node, name)) {
      if (!isPart(node)) return r(node, name, value, model, source)
      const behavior = (node as glassEasel.GeneralComponent).getRootBehavior()
      if (!defaults.has(behavior)) defaults.set(behavior, { ...(node as glassEasel.GeneralComponent).data })
      // a library hands on what it was not given: the part's own default goes, as on a device
      return r(node, name, value ?? defaultOf(node as glassEasel.GeneralComponent, name), model, source)
    }
    const common = commonAttribute(name)
    if (common) return writeAttribute(node, common, value)
    if (name === 'animation') return animate(node, value)
    const event = EVENT.exec(name)
    if (event?.[4])
      return bindings.v(node, event[4], value, event[3] === 'catch', !!event[2], !!event[1], true, source)
    // a name made up for `change:name`: only WXS looks at it
    if (isPart(node) && watched.get(node)?.has(name)) return bindings.a(node, name, value)
    if (isMissingPart(node)) return
    if (isPart(node) && !(node as glassEasel.GeneralComponent).hasExternalClass(name)) {
      const { tagName } = node as glassEasel.GeneralComponent
      if (MISSING_ATTRIBUTES[tagName]?.has(name)) reportUnsupported(`<${tagName} ${name}>`)
      return
    }
    r(node, name, value, model, source)
  }
  bindings.i = (node, id) => {
    i(node, id)
    const element = domOf(node)
    if (element && id) element.id = String(id)
  }
  bindings.d = (node, name, value) => {
    d(node, name, value)
    if (typeof value === 'string' || typeof value === 'number')
      writeAttribute(node, `data-${dashed(name)}`, value)
  }
  return bindings
}
