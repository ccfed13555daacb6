/**
 * The replay of cases: nothing goes wrong in a whole schedule, and each guard is missed when it is gone. Seeds are those
 * of schedules that meet what the guard is for. Its long runs stand in docs/decisions/0076.
 */
import { GUARDS } from '../../scripts/replay/requests/guards'
import { buildRequests, playPart } from '../../scripts/replay/requests/replay'
import { WRONG, type Tally, type Wrong } from '../../scripts/replay/requests/tally'

jest.setTimeout(180_000)

/** In each of these the guard is missed within some fourteen steps: a whole schedule for each would take minutes. */
const BREAKS: Record<string, { seed: number; index: number; counts: Wrong }> = {
  conditionalMove: { seed: 6, index: 0, counts: 'forbiddenMoves' },
  moveId: { seed: 6, index: 5, counts: 'lostEvents' },
  roles: { seed: 6, index: 5, counts: 'forbiddenMoves' },
  follow: { seed: 5, index: 0, counts: 'ownerless' },
  nextLook: { seed: 2, index: 0, counts: 'late' },
  holidays: { seed: 6, index: 0, counts: 'late' },
  uniqueNumber: { seed: 4, index: 5, counts: 'doubleNumbers' },
}

async function played(seed: number, index: number, broken?: string): Promise<Tally> {
  const built = await buildRequests(broken)
  return playPart({ seed, indexes: [index], built, untilWrong: broken !== undefined })
}

it('counts nothing wrong in a schedule of the whole functions, with all their faults', async () => {
  const tally = await played(6, 5)
  expect(Object.fromEntries(WRONG.map((what) => [what, tally[what]]))).toEqual({
    ...{ forbiddenMoves: 0, lostEvents: 0, ownerless: 0, doubleNumbers: 0, late: 0 },
  })
  expect(tally.moves).toBeGreaterThanOrEqual(30)
  expect(tally.faultsInjected).toBeGreaterThanOrEqual(5)
})

it.each(Object.entries(BREAKS))('misses the guard %s', async (guard, { seed, index, counts }) => {
  expect((await played(seed, index, guard))[counts]).toBeGreaterThan(0)
})

it('proves every guard that can be taken out', () => {
  expect(Object.keys(BREAKS).sort()).toEqual(Object.keys(GUARDS).sort())
  expect(Object.keys(GUARDS).length).toBeGreaterThanOrEqual(5)
})

it('refuses to break what is no guard', async () => {
  await expect(buildRequests('nothing')).rejects.toThrow('no guard nothing')
})
