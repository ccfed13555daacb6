const LANGUAGE = (
  'Object Function Array Number Boolean String Symbol BigInt Date Promise RegExp Error EvalError RangeError ' +
  'ReferenceError SyntaxError TypeError URIError JSON Math Reflect Proxy Intl Map Set WeakMap WeakSet WeakRef ' +
  'ArrayBuffer SharedArrayBuffer DataView Atomics Int8Array Uint8Array Uint8ClampedArray Int16Array Uint16Array ' +
  'Int32Array Uint32Array Float32Array Float64Array BigInt64Array BigUint64Array WebAssembly parseInt parseFloat ' +
  'isNaN isFinite decodeURI decodeURIComponent encodeURI encodeURIComponent escape unescape NaN Infinity console ' +
  'setTimeout clearTimeout setInterval clearInterval wx App Page Component Behavior getApp getCurrentPages'
).split(' ')

/**
 * What an app's JavaScript finds under the name `global`: the language and the platform, and whatever it keeps there.
 * It is not the browser's window, so that a library that looks for a browser does not take the phone for one.
 */
export function createAppGlobal(): object {
  const made: Record<string, unknown> = {}
  for (const name of LANGUAGE) {
    let own: { value: unknown } | null = null
    Object.defineProperty(made, name, {
      configurable: true,
      get: () => (own ? own.value : (globalThis as unknown as Record<string, unknown>)[name]),
      set: (value: unknown) => void (own = { value }),
    })
  }
  return Object.assign(made, { global: made })
}
