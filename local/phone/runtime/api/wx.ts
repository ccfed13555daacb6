import { reportUnsupported } from '../report'
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
  const fail = callable(name, () => {
    throw new ApiFailure('not supported')
  })
  return (input?: object) => {
    reportUnsupported(`wx.${name}`)
    if (/^(on|off)[A-Z]/.test(name)) return undefined
    if (/Sync$/.test(name) || /^create[A-Z]/.test(name)) {
      throw Object.assign(new Error(`${name}:fail not supported`), { errMsg: `${name}:fail not supported` })
    }
    return fail(input)
  }
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
