/**
 * The replay of cases: nothing goes wrong in a whole schedule, and each guard is missed when it is gone. Seeds are those
 * of schedules that meet what the guard is for. Its long runs stand in docs/decisions/0076.
 */
import { GUARDS } from '../../scripts/replay/requests/guards'
import { buildRequests, playPart } from '../../scripts/replay/requests/replay'
import { WRONG, type Tally, type Wrong } from '../../scripts/replay/requests/tally'

jest.setTimeout(180_000)

const BREAKS: Record<string, { seed: number; index?: number; counts: Wrong }> = {
  conditionalMove: { seed: 1, counts: 'forbiddenMoves' },
  moveId: { seed: 1, counts: 'lostEvents' },
  roles: { seed: 1, counts: 'forbiddenMoves' },
  follow: { seed: 1, counts: 'ownerless' },
  nextLook: { seed: 1, counts: 'late' },
  holidays: { seed: 1, counts: 'late' },
  uniqueNumber: { seed: 1, index: 3, counts: 'doubleNumbers' },
}

async function played(seed: number, index: number, broken?: string): Promise<Tally> {
  const built = await buildRequests(broken)
  return playPart({ seed, indexes: [index], built, untilWrong: broken !== undefined })
}

it('counts nothing wrong in a schedule of the whole functions, with all their faults', async () => {
  const tally = await played(1, 0)
  expect(Object.fromEntries(WRONG.map((what) => [what, tally[what]]))).toEqual({
    ...{ forbiddenMoves: 0, lostEvents: 0, ownerless: 0, doubleNumbers: 0, late: 0 },
  })
  expect(tally.moves).toBeGreaterThanOrEqual(30)
  expect(tally.faultsInjected).toBeGreaterThanOrEqual(5)
})

it.each(Object.entries(BREAKS))('misses the guard %s', async (guard, { seed, index = 0, counts }) => {
  expect((await played(seed, index, guard))[counts]).toBeGreaterThan(0)
})

it('proves every guard that can be taken out', () => {
  expect(Object.keys(BREAKS).sort()).toEqual(Object.keys(GUARDS).sort())
  expect(Object.keys(GUARDS).length).toBeGreaterThanOrEqual(5)
})

it('refuses to break what is no guard', async () => {
  await expect(buildRequests('nothing')).rejects.toThrow('no guard nothing')
})
