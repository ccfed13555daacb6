/** Plays schedules one after the other in one local cloud, all in memory. */
import { resolve } from 'node:path'
import { startCloud } from '../../../local/cloud'
import { functionVariables, localChannels } from '../../secrets'
import type { Part } from '../command'
import { buildForReplay } from '../guards'
import { GUARDS } from './guards'
import { playSchedule } from './play'
import { isWrong, nothingYet, type Tally } from './tally'

const root = resolve(__dirname, '../../..')
/** Monday 2026-04-13, midnight in Shanghai. */
const FIRST_DAY = Date.UTC(2026, 3, 12, 16)
const SCHEDULE_MS = 32 * 24 * 60 * 60_000

/** @returns where the built functions lie */
export function buildMentions(broken?: string): Promise<string> {
  return buildForReplay('mentions', GUARDS, broken)
}

export async function playPart({ seed, indexes, built, untilWrong, says }: Part<string>): Promise<Tally> {
  const tally = nothingYet()
  const secrets = { sceneKeys: { 1: 'of the replay' }, bootstrapCode: 'b', phoneKey: 'of the replay' }
  const cloud = await startCloud({
    configDir: resolve(root, 'database'),
    functionsDir: built,
    functionEnv: (url) => ({
      ...functionVariables(secrets),
      CHANNELS: JSON.stringify(localChannels(url)),
    }),
    clock: { at: FIRST_DAY, frozen: true },
  })
  try {
    for (const index of indexes) {
      cloud.clock.set(FIRST_DAY + index * SCHEDULE_MS)
      await playSchedule(cloud, { seed, index, tally, untilWrong, say: says ? console.error : () => {} })
      tally.requests = Object.values(cloud.costs()).reduce((sum, each) => sum + each.databaseRequests, 0)
      if (untilWrong && isWrong(tally)) break
    }
    return tally
  } finally {
    await cloud.stop()
  }
}
