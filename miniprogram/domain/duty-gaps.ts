/** Hours in which a point is open and nobody answers for it. */
import type { Span } from './event-plan'
import { sayTime } from './times'

/** What of the first spans the second ones leave uncovered, in order. Times in ms. */
export function uncovered(open: Span[], covered: Span[]): Span[] {
  const cover = [...covered].sort((one, other) => one.from - other.from)
  return open.flatMap(({ from, to }) => {
    const gaps: Span[] = []
    let at = from
    for (const span of cover) {
      if (span.to <= at || span.from >= to) continue
      if (span.from > at) gaps.push({ from: at, to: span.from })
      at = Math.max(at, span.to)
    }
    if (at < to) gaps.push({ from: at, to })
    return gaps
  })
}

/** 4月13日 12:00 至 13:00 */
export function sayGap({ from, to }: Span, now: number): string {
  return `${sayTime(from, now)} 至 ${sayTime(to, now).replace(/^.* /, '')}`
}
