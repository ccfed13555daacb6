/** 首席代表: one named representative of a unit, and the code on its door that leads to him. Pure. */
import { findIn } from './scenes'

/** `D.` and the id of the unit's entry: it stays on the wall when another takes over, and leads to who it is now. */
const CODE = /^D\.([0-9A-Za-z_-]{24})$/

export const representativeCode = (id: string) => `D.${id}`

/** The entry's id in whatever carried the code, or null. */
export function representativeIn(carrier: string): string | null {
  const code = findIn(carrier, (text) => CODE.test(text))
  return code ? CODE.exec(code)![1]! : null
}
