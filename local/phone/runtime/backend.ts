import * as glassEasel from 'glass-easel'
import { hostTag } from '../tags'
import { convertLengths } from '../lengths'
import { OBSERVED } from './intersection'
import { SHARED_SCOPE } from './styles'

type BackendElement = glassEasel.domlikeBackend.Element

/** Events of the browser that mini programs know by the same name; all others come from parts and gestures. */
const BROWSER_EVENTS = new Set(['transitionend', 'animationstart', 'animationiteration', 'animationend'])

/** Part of the screen a page fills. Mini program coordinates start at its corner, not at the screen's. */
export function viewportOf(element: Element): { element: Element; left: number; top: number } {
  const layer = element.closest('.phone-page') ?? document.documentElement
  const { left, top } = Element.prototype.getBoundingClientRect.call(layer)
  return { element: layer, left, top }
}

/**
 * Class names as the phone writes them: `scope--name` for the style sheets, and the plain name beside it, which no
 * style sheet of the app uses, so that people and tests find nodes by the names they wrote.
 */
function scopedClassList(element: HTMLElement): BackendElement['classList'] {
  const real = element.classList
  const plainOf = (name: string) => /^_c\d+--(.+)$/s.exec(name)?.[1] ?? name
  const scopedOf = (name: string) => (/^_c\d+--/.test(name) ? name : `${SHARED_SCOPE}--${name}`)
  return {
    add(name) {
      real.add(scopedOf(name), plainOf(name))
    },
    remove(name) {
      real.remove(scopedOf(name))
      const plain = plainOf(name)
      if (![...real].some((other) => other !== plain && other.endsWith(`--${plain}`))) real.remove(plain)
    },
  }
}

function createElement(tag: string): BackendElement {
  // templates of the phone's own parts write <native-input> when they mean the browser's
  const element = document.createElement(tag.startsWith('native-') ? tag.slice(7) : hostTag(tag))
  Object.defineProperty(element, 'classList', { value: scopedClassList(element) })
  element.setAttribute = function (name: string, value: string) {
    Element.prototype.setAttribute.call(this, name, name === 'style' ? convertLengths(String(value)) : value)
  }
  element.getBoundingClientRect = function () {
    const rect = Element.prototype.getBoundingClientRect.call(this)
    const viewport = viewportOf(this)
    return new DOMRect(rect.left - viewport.left, rect.top - viewport.top, rect.width, rect.height)
  }
  return element as unknown as BackendElement
}

/** A rectangle of the screen as seen from a corner, with all six sides the platform names. */
function moved({ left, top, width, height }: glassEasel.BoundingClientRect, x: number, y: number) {
  const [toLeft, toTop] = [left - x, top - y]
  return { left: toLeft, top: toTop, width, height, right: toLeft + width, bottom: toTop + height }
}

/** glass-easel's DOM backend, with the phone's tags, scopes and page-relative geometry. */
export class PhoneBackend extends glassEasel.CurrentWindowBackendContext {
  override document = {
    createElement,
    createTextNode: (content: string) => document.createTextNode(content) as unknown as BackendElement,
    createDocumentFragment: () => document.createDocumentFragment() as unknown as BackendElement,
  }

  override render(callback: (error: Error | null) => void) {
    // animation frames stop in a hidden tab; an app's setData callback must not
    setTimeout(() => callback(null), 0)
  }

  override associateValue(element: BackendElement, value: glassEasel.Element) {
    super.associateValue(element, value)
    const host = value.ownerShadowRoot?.getHostNode()
    const scope = host?.getComponentOptions().styleScope
    if (!host || !scope) return
    const name = host.getRootBehavior().ownerSpace.styleScopeManager.queryName(scope)
    element.setAttribute('wx-s', name || SHARED_SCOPE)
  }

  override setListenerStats(element: BackendElement, type: string) {
    const node = element as unknown as HTMLElement & { phoneEvents?: Set<string> }
    if (!node || !BROWSER_EVENTS.has(type)) return
    const listened = (node.phoneEvents ??= new Set())
    if (listened.has(type)) return
    listened.add(type)
    node.addEventListener(type, (event) => {
      if (event.target !== node) return
      const { propertyName, animationName, elapsedTime } = event as TransitionEvent & AnimationEvent
      const detail = { propertyName, animationName, elapsedTime }
      element.__wxElement?.triggerEvent(type, detail, { bubbles: true, composed: true })
    })
  }

  override createIntersectionObserver(
    target: BackendElement,
    relative: BackendElement | null,
    margin: string,
    thresholds: number[],
    listener: (status: glassEasel.backend.IntersectionStatus) => void,
  ) {
    const root = relative ?? (viewportOf(target as unknown as Element).element as unknown as BackendElement)
    // what the platform tells beyond the framework: which node it is, and rectangles measured from the page's corner
    const node = target as unknown as Element & { __wxElement?: glassEasel.Element }
    const described = (status: glassEasel.backend.IntersectionStatus) => {
      const { left, top } = viewportOf(node)
      const onPage = (rect: glassEasel.BoundingClientRect) => moved(rect, left, top)
      const told = {
        ...status,
        boundingClientRect: onPage(status.boundingClientRect),
        intersectionRect: onPage(status.intersectionRect),
        relativeRect: onPage(status.relativeRect),
        ...{ id: node.__wxElement?.id ?? '', dataset: { ...node.__wxElement?.dataset }, time: Date.now() },
      }
      Object.defineProperty(told, OBSERVED, { value: node })
      listener(told)
    }
    return super.createIntersectionObserver(target, root, margin, thresholds, described)
  }
}
