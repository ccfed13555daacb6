import type { DeskData } from '../data'
import { SIDES, type Side } from './side'

/** Who held this phone when the desk was last open; the first holder when unknown or no longer among the people. */
export function rememberedHolder(side: Side, data: DeskData): string {
  const kept = localStorage.getItem(key(side))
  if (kept !== null && data.people.some((person) => person.openid === kept)) return kept
  const first = data.holders[SIDES.indexOf(side)]
  // a third phone is nobody's in particular: whoever holds none of the others
  return first ?? data.people.find(({ openid }) => !data.holders.includes(openid))?.openid ?? data.holders[0]
}

export function rememberHolder(side: Side, openid: string): void {
  localStorage.setItem(key(side), openid)
}

function key(side: Side): string {
  return `desk.holder.${side}`
}
