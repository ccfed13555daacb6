/**
 * Rows keep a slot for as long as they are shown, and the order names slots: a window that moves sends only the rows that
 * are new, in portions the platform takes well, and then the order at once, so that nothing flickers or loses its place.
 * Pure.
 */
export interface Placed<Row> {
  /** Some are left over from rows that are no longer shown; they are taken again. */
  slots: Row[]
  order: { key: string; slot: number }[]
}

/** One setData carries no more, in bytes of its JSON: larger ones make old phones stall. */
export const SET_DATA_BYTES = 16 * 1024

/**
 * @param before what the page holds
 * @returns what to give to setData, one after the other; none when nothing changed
 */
export function placeRows<Row extends { key: string }>(
  before: Placed<Row>,
  after: Row[],
): Record<string, unknown>[] {
  const slotOf = new Map(before.order.map(({ key, slot }) => [key, slot]))
  const taken = new Set(slotOf.values())
  const free = before.slots.map((_, slot) => slot).filter((slot) => !taken.has(slot))
  let end = before.slots.length
  const changes: [string, unknown][] = []
  const order = after.map((row) => {
    const slot = slotOf.get(row.key) ?? free.shift() ?? end++
    if (JSON.stringify(row) !== JSON.stringify(before.slots[slot])) changes.push([`slots[${slot}]`, row])
    return { key: row.key, slot }
  })
  if (JSON.stringify(order) !== JSON.stringify(before.order)) changes.push(['order', order])
  return portions(changes)
}

function portions(changes: [string, unknown][]): Record<string, unknown>[] {
  const made: [string, unknown][][] = []
  let bytes = Infinity
  for (const change of changes) {
    const more = bytesOf(change)
    if (bytes + more > SET_DATA_BYTES) {
      made.push([])
      bytes = 2 // the braces
    }
    made[made.length - 1]!.push(change)
    bytes += more
  }
  return made.map((each) => Object.fromEntries(each))
}

/** In UTF-8; a phone has no TextEncoder. */
export function bytesOf(value: unknown): number {
  const text = JSON.stringify(value)
  let bytes = text.length
  for (let place = 0; place < text.length; place += 1) {
    const code = text.charCodeAt(place)
    if (code < 0x80) continue
    // Each half of a pair, as an emoji is one, is two bytes of its four.
    bytes += code < 0x800 || (code >= 0xd800 && code < 0xe000) ? 1 : 2
  }
  return bytes
}
