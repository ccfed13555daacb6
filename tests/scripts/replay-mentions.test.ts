/**
 * The replay of mentions: nothing goes wrong in a whole schedule, and each guard is missed when it is gone. Seeds are those
 * of schedules that meet what the guard is for. Its long runs stand in docs/decisions/0058.
 */
import { GUARDS } from '../../scripts/replay/mentions/guards'
import { buildMentions, playPart } from '../../scripts/replay/mentions/replay'
import { isWrong, WRONG, type Tally } from '../../scripts/replay/mentions/tally'

jest.setTimeout(180_000)

const BREAKS: Record<string, { seed: number; index?: number; counts: (typeof WRONG)[number] }> = {
  conditionalRung: { seed: 1, counts: 'toldTwice' },
  claim: { seed: 1, index: 3, counts: 'toldTwice' },
  sweep: { seed: 1, index: 6, counts: 'ownerless' },
  shift: { seed: 2, counts: 'late' },
  rota: { seed: 1, index: 1, counts: 'late' },
  promise: { seed: 4, counts: 'late' },
}

async function played(seed: number, index: number, broken?: string): Promise<Tally> {
  const built = await buildMentions(broken)
  // What is played changes with the functions: two more schedules are there in case the first no longer meets the guard.
  const indexes = broken === undefined ? [index] : [index, index + 1, index + 2]
  return playPart({ seed, indexes, built, untilWrong: broken !== undefined })
}

it('counts nothing wrong in thirty days of the whole functions, with all their faults', async () => {
  const tally = await played(1, 0)
  expect(Object.fromEntries(WRONG.map((what) => [what, tally[what]]))).toEqual({
    ownerless: 0,
    late: 0,
    toldTwice: 0,
    lost: 0,
    lateNotice: 0,
  })
  expect(tally.mentions).toBeGreaterThanOrEqual(20)
  expect(tally.faultsInjected).toBeGreaterThanOrEqual(5)
  expect(tally.kills).toBeGreaterThan(0)
})

it.each(Object.entries(BREAKS))('misses the guard %s', async (guard, { seed, index = 0, counts }) => {
  const tally = await played(seed, index, guard)
  expect(isWrong(tally)).toBe(true)
  expect(tally[counts]).toBeGreaterThan(0)
})

it('proves every guard that can be taken out', () => {
  expect(Object.keys(BREAKS).sort()).toEqual(Object.keys(GUARDS).sort())
  expect(Object.keys(GUARDS).length).toBeGreaterThanOrEqual(5)
})

it('refuses to break what is no guard', async () => {
  await expect(buildMentions('nothing')).rejects.toThrow('no guard nothing')
})
