import * as glassEasel from 'glass-easel'
import { reportUnsupported } from './report'

type Node = glassEasel.Element

/** Styles and classes set by WXS lie beside those of the template (glass-easel's segment for them). */
const WXS_SEGMENT = 3

const states = new WeakMap<Node, Record<string, unknown>>()

/** What a WXS function gets for a node: https://developers.weixin.qq.com/miniprogram/dev/framework/view/interactive-animation.html */
export interface WxsNode {
  selectComponent(selector: string): WxsNode | null
  selectAllComponents(selector: string): WxsNode[]
  setStyle(style: string | Record<string, unknown>): void
  addClass(name: string): void
  removeClass(name: string): void
  hasClass(name: string): boolean
  getDataset(): Record<string, unknown>
  callMethod(name: string, argument?: unknown): void
  getState(): Record<string, unknown>
  triggerEvent(name: string, detail?: unknown): void
  getComputedStyle(names: string[]): Record<string, string>
  getBoundingClientRect(): {
    left: number
    top: number
    width: number
    height: number
    right: number
    bottom: number
  }
  requestAnimationFrame(callback: () => void): void
  setTimeout(callback: () => void, delay?: number): number
  clearTimeout(timer: number): void
}

const known = new WeakMap<Node, WxsNode>()

const styleText = (style: string | Record<string, unknown>) =>
  typeof style === 'string'
    ? style
    : Object.entries(style)
        .map(
          ([name, value]) =>
            `${name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}:${String(value)}`,
        )
        .join(';')

const shadowOf = (node: Node) => (glassEasel.Component.isComponent(node) ? node.getShadowRoot() : null)

/** @returns the same descriptor for the same node each time, so that WXS may compare them */
export function describeNode(node: Node): WxsNode {
  const ready = known.get(node)
  if (ready) return ready
  const element = () => node.$$ as unknown as HTMLElement | null
  const descriptor: WxsNode = {
    selectComponent: (selector) => {
      const found = shadowOf(node)?.querySelector(selector)
      return found ? describeNode(found) : null
    },
    selectAllComponents: (selector) => (shadowOf(node)?.querySelectorAll(selector) ?? []).map(describeNode),
    setStyle: (style) => node.setNodeStyle(styleText(style), WXS_SEGMENT),
    addClass: (name) => node.toggleNodeClass(name, true, WXS_SEGMENT),
    removeClass: (name) => node.toggleNodeClass(name, false, WXS_SEGMENT),
    hasClass: (name) => !!node.classList?.contains(name) || !!node.classList?.contains(name, WXS_SEGMENT),
    getDataset: () => ({ ...node.dataset }),
    callMethod: (name, argument) => {
      if (!glassEasel.Component.isComponent(node))
        return reportUnsupported(`WXS callMethod on a node that is no component`)
      const caller = node.getMethodCaller() as unknown as Record<
        string,
        ((argument: unknown) => void) | undefined
      >
      caller[name]?.(argument)
    },
    getState: () => {
      const state = states.get(node) ?? {}
      states.set(node, state)
      return state
    },
    triggerEvent: (name, detail) => node.triggerEvent(name, detail),
    getComputedStyle: (names) => {
      const target = element()
      const style = target && getComputedStyle(target)
      return Object.fromEntries(
        names.map((name) => [
          name,
          style?.getPropertyValue(name.replace(/[A-Z]/g, (l) => `-${l.toLowerCase()}`)) ?? '',
        ]),
      )
    },
    getBoundingClientRect: () => {
      const { left, top, width, height, right, bottom } = element()?.getBoundingClientRect() ?? new DOMRect()
      return { left, top, width, height, right, bottom }
    },
    requestAnimationFrame: (callback) => void requestAnimationFrame(callback),
    setTimeout: (callback, delay) => window.setTimeout(callback, delay),
    clearTimeout: (timer) => clearTimeout(timer),
  }
  known.set(node, descriptor)
  return descriptor
}
