/** Stretches of time in which no run of the timer could be completed: late, missing, broken. In ms. */
export function createGaps() {
  const stretches: { from: number; to: number }[] = []
  return {
    add(from: number, to: number) {
      stretches.push({ from, to })
    },
    /** How much of a stretch lies in gaps; those do not overlap. */
    within(from: number, to: number): number {
      return stretches.reduce(
        (sum, gap) => sum + Math.max(0, Math.min(to, gap.to) - Math.max(from, gap.from)),
        0,
      )
    },
  }
}
