/** 2026-04-13: the Shanghai day of a moment, as pickers take it. */
export function dayOf(at: number): string {
  return new Date(at + 8 * 3_600_000).toISOString().slice(0, 10)
}
