import * as glassEasel from 'glass-easel'
import { reportError } from './report'
import { describeNode } from './wxs-node'

type Node = glassEasel.Element
type Caller = { _$?: Node }
type Listener = (...given: unknown[]) => unknown

/** Where the template compiler found a function: [1 | 2, …] is a WXS module, anything else the component. */
type Source = [number, ...unknown[]] | null | undefined
const isWxs = (source: Source) => Array.isArray(source) && source[0] >= 1

const wxsFunctions = new WeakSet<object>()

/**
 * Remember the functions a WXS module gives: a handler may be chosen by an expression (`disabled || swipe.start`), and
 * then the compiler does not know where it is from.
 */
export function noteWxsFunctions(exported: unknown) {
  if (!exported || typeof exported !== 'object') return
  for (const value of Object.values(exported)) if (typeof value === 'function') wxsFunctions.add(value)
}

const nodeOfCaller = (given: Caller | Node): Node => ((given as Caller)._$ ?? given) as Node

function place(node: Node) {
  const element = node.$$ as unknown as HTMLElement | null
  return {
    id: node.id,
    offsetLeft: element?.offsetLeft ?? 0,
    offsetTop: element?.offsetTop ?? 0,
    dataset: { ...node.dataset },
  }
}

/** The event an app's handler gets: plain data, as on a real phone, where it crosses from one thread to another. */
function plainEvent(event: glassEasel.ShadowedEvent<unknown>) {
  const given = event as unknown as Record<string, unknown>
  return {
    type: event.type,
    timeStamp: event.timeStamp,
    target: place(nodeOfCaller(event.target)),
    currentTarget: place(nodeOfCaller(event.currentTarget)),
    mark: { ...event.mark },
    detail: event.detail ?? {},
    ...(given.touches ? { touches: given.touches, changedTouches: given.changedTouches } : {}),
    mut: event.mutatedMarked(),
  }
}

/** Called by templates around every event handler. */
export function eventWrapper(
  caller: Caller,
  event: glassEasel.ShadowedEvent<unknown>,
  listener: Listener,
  source: Source,
) {
  if (!isWxs(source) && !wxsFunctions.has(listener)) {
    const answer = listener.call(caller, plainEvent(event))
    // false stops an event here, but not on the platform; an input takes what its handler returns as its text
    return typeof answer === 'boolean' ? undefined : (answer as undefined)
  }
  const instance = describeNode(nodeOfCaller(event.currentTarget))
  const owner = describeNode(nodeOfCaller(caller))
  return listener.call(null, { ...plainEvent(event), instance }, owner) as boolean | void
}

/**
 * Called by templates for `change:prop`: gives the WXS function descriptors instead of nodes. It runs when the template
 * has been written as a whole: the function may look for nodes that come after this one.
 */
export function changeFilter(listener: Listener, source: Source) {
  return (value: unknown, old: unknown, host: Node, node: Node) => {
    if (!isWxs(source)) return void listener.call(nodeOfCaller(host), value, old)
    queueMicrotask(() => {
      try {
        listener(value, old, describeNode(host), describeNode(node))
      } catch (error) {
        reportError(error, `WXS of ${(host as glassEasel.GeneralComponent).is}`)
      }
    })
  }
}
