import * as glassEasel from 'glass-easel'
import { viewportOf } from './backend'
import { withTap } from './tap'

/** Farther than this (px) a touch is a move, not a tap. */
const TAP_DISTANCE = 10
const LONG_PRESS_MS = 350
/** Browsers repeat a touch as mouse events; those within this time (ms) after a touch are not a mouse. */
const GHOST_MOUSE_MS = 800

type Node = glassEasel.Element
interface Point {
  identifier: number
  clientX: number
  clientY: number
}
interface Press extends Point {
  target: Element
  moved: boolean
  held: boolean
  timer: number
}

const longPressNodes = new WeakSet<Node>()

/** Templates say which nodes listen for a long press: only those suppress the tap that would follow. */
export function noteLongPressListener(node: Node) {
  longPressNodes.add(node)
}

/** The mini program node an element of the page belongs to, or null. */
export function nodeOf(element: Element | null): Node | null {
  for (let current = element; current; current = current.parentElement) {
    const node = (current as unknown as { __wxElement?: Node }).__wxElement
    if (node) return node
  }
  return null
}

function listensForLongPress(element: Element): boolean {
  for (let current: Element | null = element; current; current = current.parentElement) {
    const node = (current as unknown as { __wxElement?: Node }).__wxElement
    if (node && longPressNodes.has(node)) return true
  }
  return false
}

function touchFor(point: Point, target: Element) {
  const viewport = viewportOf(target)
  const clientX = point.clientX - viewport.left
  const clientY = point.clientY - viewport.top
  const scrolled = target.closest('.phone-page-scroll')?.scrollTop ?? 0
  return {
    identifier: point.identifier,
    clientX,
    clientY,
    pageX: clientX,
    pageY: clientY + scrolled,
    force: 1,
    ...inCanvas(point, target),
  }
}

/** A touch on a canvas also says where on the canvas it is. */
function inCanvas({ clientX, clientY }: Point, target: Element) {
  const canvas = target.closest('wx-canvas')
  if (!canvas) return {}
  const { left, top } = Element.prototype.getBoundingClientRect.call(canvas)
  return { x: clientX - left, y: clientY - top }
}

/** @returns true when a handler asked for the browser's own reaction to be left out */
function dispatch(type: string, target: Element, touches: Point[], changed: Point[]): boolean {
  const node = nodeOf(target)
  if (!node) return false
  const first = touchFor(changed[0] ?? { identifier: 0, clientX: 0, clientY: 0 }, target)
  const extraFields = {
    // a tap tells where the finger was, in both lists, though it is off the glass
    touches: (type === 'tap' ? changed : touches).map((point) => touchFor(point, target)),
    changedTouches: changed.map((point) => touchFor(point, target)),
  }
  const detail = type.startsWith('touch') ? {} : { x: first.pageX, y: first.pageY }
  const event = new glassEasel.Event(type, detail, {
    bubbles: true,
    composed: true,
    capturePhase: true,
    extraFields,
  })
  if (type === 'tap') withTap(() => glassEasel.Event.dispatchEvent(node, event))
  else glassEasel.Event.dispatchEvent(node, event)
  return event.defaultPrevented()
}

/** Tap as if with a finger in the middle of the element: for keys, screen readers and `element.click()`. */
export function tapElement(element: Element) {
  const rect = Element.prototype.getBoundingClientRect.call(element)
  const point = { identifier: 0, clientX: rect.left + rect.width / 2, clientY: rect.top + rect.height / 2 }
  dispatch('tap', element, [], [point])
}

const presses = new Map<number, Press>()

function start(point: Point, target: Element) {
  const press: Press = { ...pointOf(point), target, moved: false, held: false, timer: 0 }
  press.timer = window.setTimeout(() => {
    if (press.moved) return
    press.held = listensForLongPress(target)
    dispatch('longpress', target, [press], [press])
    dispatch('longtap', target, [press], [press])
  }, LONG_PRESS_MS)
  presses.set(point.identifier, press)
  return dispatch('touchstart', target, [...presses.values()], [press])
}

const pointOf = ({ identifier, clientX, clientY }: Point): Point => ({ identifier, clientX, clientY })

function move(point: Point) {
  const press = presses.get(point.identifier)
  if (!press) return false
  const from = Math.max(Math.abs(point.clientX - press.clientX), Math.abs(point.clientY - press.clientY))
  if (from > TAP_DISTANCE) {
    press.moved = true
    clearTimeout(press.timer)
  }
  return dispatch('touchmove', press.target, [point], [point])
}

function end(point: Point, cancelled: boolean) {
  const press = presses.get(point.identifier)
  if (!press) return false
  presses.delete(point.identifier)
  clearTimeout(press.timer)
  const prevented = dispatch(
    cancelled ? 'touchcancel' : 'touchend',
    press.target,
    [...presses.values()],
    [point],
  )
  if (!cancelled && !press.moved && !press.held) dispatch('tap', press.target, [], [point])
  return prevented
}

/** Listen to touch, mouse and keyboard, and give the app touch events, taps and long presses. */
export function listenToGestures(screen: HTMLElement) {
  let lastTouch = -GHOST_MOUSE_MS
  const onTouch = (event: TouchEvent, act: (touch: Touch) => boolean) => {
    lastTouch = event.timeStamp
    const prevented = [...event.changedTouches].map(act).some(Boolean)
    if (prevented && event.cancelable) event.preventDefault()
  }
  const options = { capture: true, passive: false }
  screen.addEventListener(
    'touchstart',
    (event) => onTouch(event, (touch) => start(touch, touch.target as Element)),
    options,
  )
  screen.addEventListener('touchmove', (event) => onTouch(event, move), options)
  screen.addEventListener('touchend', (event) => onTouch(event, (touch) => end(touch, false)), options)
  screen.addEventListener('touchcancel', (event) => onTouch(event, (touch) => end(touch, true)), options)

  const isGhost = (event: MouseEvent) => event.timeStamp - lastTouch < GHOST_MOUSE_MS
  const mouse = (event: MouseEvent): Point => ({
    identifier: 0,
    clientX: event.clientX,
    clientY: event.clientY,
  })
  screen.addEventListener(
    'mousedown',
    (event) => {
      if (event.button === 0 && !isGhost(event)) start(mouse(event), event.target as Element)
    },
    true,
  )
  window.addEventListener('mousemove', (event) => void (!isGhost(event) && move(mouse(event))), true)
  window.addEventListener('mouseup', (event) => void (!isGhost(event) && end(mouse(event), false)), true)

  screen.addEventListener('keydown', (event) => {
    const target = event.target as Element
    if ((event.key !== 'Enter' && event.key !== ' ') || target.closest('input, textarea, select, button'))
      return
    if (!nodeOf(target)) return
    event.preventDefault()
    tapElement(target)
  })
  screen.addEventListener(
    'click',
    (event) => {
      // a click without a pointer comes from a screen reader or from element.click()
      if (event.detail === 0 && event.clientX === 0 && event.clientY === 0)
        tapElement(event.target as Element)
    },
    true,
  )
}
