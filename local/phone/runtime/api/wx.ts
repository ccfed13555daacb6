import { reportUnsupported } from '../report'
import { absenceOf } from './absent'
import { ApiFailure, callable } from './call'

/** Names that only ask whether something is a promise or a module: no API. */
const NOT_AN_API = new Set([
  'then',
  'toJSON',
  '__esModule',
  'default',
  'constructor',
  'prototype',
  'nodeType',
])

/** What an app gets for an API the phone does not have: it says so once, and fails in the API's own style. */
function missing(name: string) {
  const { errMsg, ...facts } = absenceOf(name)
  const fail = callable(name, () => {
    throw new ApiFailure(errMsg, facts)
  })
  return (input?: object) => {
    reportUnsupported(`wx.${name}`)
    if (/^(on|off)[A-Z]/.test(name)) return undefined
    // what makes an object is asked for it at once, often before an app's first page: it gets one that does nothing
    if (/^(cloud\.)?create[A-Z]|^get\w+(Manager|Plugin)$/.test(name)) return inert(name)
    if (/Sync$/.test(name)) {
      throw Object.assign(new Error(`${name}:fail not supported`), { errMsg: `${name}:fail not supported` })
    }
    return fail(input)
  }
}

/** An object for an ability the phone does not have: listeners are never called, anything else fails. */
function inert(name: string): object {
  const known = new Map<string | symbol, unknown>()
  return new Proxy(known, {
    get(_, member) {
      if (typeof member !== 'string' || NOT_AN_API.has(member)) return undefined
      if (known.has(member)) return known.get(member)
      if (/^(on|off)[A-Z]/.test(member)) return () => undefined
      return () => {
        const failure = Promise.reject(new Error(`${name}.${member}:fail not supported`))
        failure.catch(() => undefined) // most callers do not look at what it gives
        return failure
      }
    },
    set: (_, member, value) => !!known.set(member, value),
  })
}

/** The global `wx` (or a part of it, with the prefix of its names): the given APIs, and a spoken refusal for every other name. */
export function createWx(apis: Record<string, unknown>, prefix = ''): Record<string, unknown> {
  const refusals = new Map<string, unknown>()
  return new Proxy(apis, {
    get(target, name) {
      if (typeof name !== 'string' || name in target || NOT_AN_API.has(name)) return target[name as string]
      const known = refusals.get(name) ?? missing(prefix + name)
      refusals.set(name, known)
      return known
    },
  })
}
