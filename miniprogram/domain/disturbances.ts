/** 无事不扰: how often a firm may be pushed what it did not ask for. */
import { FIRM_ROLE } from './roles'
import { monthOf } from './times'

/** Times a month, unless a group has its own number. */
export const DISTURBANCES_PER_MONTH = 4

/** Firms are protected; who works for the district, or offers help, is reached. */
export function isCounted(role: string): boolean {
  return role === FIRM_ROLE
}

/** Where the count of a person's month is kept. @param at in ms */
export function disturbancesId(personId: string, at: number): string {
  return `${personId}.${monthOf(at)}`
}
