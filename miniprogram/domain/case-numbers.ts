/**
 * Numbers of cases: eight digits said in two groups of four, the last one a check digit, so that a number heard wrongly
 * on the phone is noticed before it is looked for. Nine million of them; none begins with 0, which people leave out.
 */

/** Damm's table (quasigroup of order 10): finds every single wrong digit and every two that changed places. */
const DAMM = [
  [0, 3, 1, 7, 5, 9, 8, 6, 4, 2],
  [7, 0, 9, 2, 1, 5, 4, 8, 6, 3],
  [4, 2, 0, 6, 8, 7, 1, 3, 5, 9],
  [1, 7, 5, 0, 9, 8, 3, 4, 2, 6],
  [6, 1, 2, 3, 0, 4, 5, 9, 7, 8],
  [3, 6, 7, 4, 2, 0, 9, 5, 8, 1],
  [5, 8, 6, 9, 7, 2, 0, 1, 3, 4],
  [8, 9, 4, 5, 3, 6, 2, 0, 1, 7],
  [9, 4, 3, 8, 6, 1, 7, 2, 0, 5],
  [2, 5, 8, 1, 4, 3, 6, 7, 9, 0],
] as const

function checkOf(digits: string): number {
  return [...digits].reduce((row, digit) => DAMM[row]![Number(digit)]!, 0)
}

/** How many there are without their check digit. */
const KINDS = 9_000_000

/** @param chance any whole number ≥ 0: where in the series it stands */
export function caseNumber(chance: number): string {
  const digits = String(1_000_000 + (chance % KINDS))
  return `${digits}${checkOf(digits)}`
}

/** What was typed or heard, with whatever stands between the digits; null when it is no number of a case. */
export function parseCaseNumber(said: string): string | null {
  // People read a number in full-width digits off a printed page, too.
  const digits = said.normalize('NFKC').replace(/[\s\-–—·.,，。号]/g, '')
  return /^[1-9]\d{7}$/.test(digits) && checkOf(digits) === 0 ? digits : null
}

/** 4821 7735 */
export function sayCaseNumber(number: string): string {
  return `${number.slice(0, 4)} ${number.slice(4)}`
}
