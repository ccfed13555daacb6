/** The replay of mentions notices a missing guard; that it counts nothing in whole functions is its long run's business. */
import { buildMentions, playPart } from '../../scripts/replay/mentions/replay'

jest.setTimeout(120_000)

it('counts what is late when an @ does not pass to the next shift', async () => {
  const functionsDir = await buildMentions('shift')
  const tally = await playPart({ seed: 2, indexes: [0], functionsDir, untilWrong: true })
  expect(tally.late).toBeGreaterThan(0)
})

it('counts @ without an owner when nobody makes what a crash left out', async () => {
  const functionsDir = await buildMentions('sweep')
  const tally = await playPart({ seed: 3, indexes: [0], functionsDir, untilWrong: true })
  expect(tally.ownerless).toBeGreaterThan(0)
})

it('refuses to break what is no guard', async () => {
  await expect(buildMentions('nothing')).rejects.toThrow('no guard nothing')
})
