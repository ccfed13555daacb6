/** The one place where cloud code reads the time. */
export function now(): number {
  return Date.now()
}
