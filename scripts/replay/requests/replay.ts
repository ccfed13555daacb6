/** Plays schedules one after the other in one local cloud, all in memory. */
import { cpSync, readFileSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { startCloud } from '../../../local/cloud'
import { buildFunctions } from '../../build'
import { functionVariables } from '../../secrets'
import type { Part } from '../command'
import { withoutGuard } from '../guards'
import { FEW_NUMBERS, GUARDS } from './guards'
import { playSchedule } from './play'
import { isWrong, nothingYet, type Tally } from './tally'

const root = resolve(__dirname, '../../..')
/** Days before 春节 and 国庆 of 2025 and 2026, before 劳动节, and in a month without a holiday: schedules take turns. */
const FIRST_DAYS = ['2025-01-20', '2026-02-09', '2025-09-24', '2026-09-18', '2026-04-23', '2026-07-06']
const GUARD_OF_THE_DATABASE = 'database/collections.json'

export interface Built {
  functionsDir: string
  configDir: string
}

/** @throws Error when there is no such guard, or its snippet is no longer where it was */
export async function buildRequests(broken?: string): Promise<Built> {
  const functionsDir = join(root, 'dist/replay', `requests-${broken ?? 'whole'}`)
  const inDatabase = broken !== undefined && GUARDS[broken]?.file === GUARD_OF_THE_DATABASE
  let removed = broken === undefined || inDatabase
  const from = join(root, 'cloudfunctions')
  await buildFunctions({ from, to: functionsDir }, [
    withoutGuard(FEW_NUMBERS, 'series'),
    ...(removed ? [] : [withoutGuard(GUARDS, broken!, () => (removed = true))]),
  ])
  if (!removed) throw new Error(`guard ${broken}: no function uses ${GUARDS[broken!]!.file}`)
  return { functionsDir, configDir: inDatabase ? databaseWithout(broken) : join(root, 'database') }
}

function databaseWithout(name: string): string {
  const { snippet, without } = GUARDS[name]!
  const to = join(root, 'dist/replay', `database-${name}`)
  cpSync(join(root, 'database'), to, { recursive: true })
  const parts = readFileSync(join(root, GUARD_OF_THE_DATABASE), 'utf8').split(snippet)
  if (parts.length !== 2) throw new Error(`${name}: expected once, found ${parts.length - 1} times`)
  writeFileSync(join(to, 'collections.json'), parts.join(without))
  return to
}

export async function playPart({ seed, indexes, built, untilWrong, says }: Part<Built>): Promise<Tally> {
  const tally = nothingYet()
  const cloud = await startCloud({
    ...built,
    functionEnv: {
      ...functionVariables({ sceneKeys: { 1: 'of the replay' }, bootstrapCode: 'b', phoneKey: 'p' }),
      AREAS: 'groups,requests,rallies',
    },
    clock: { at: Date.parse(`${FIRST_DAYS[0]}T00:00:00Z`), frozen: true },
  })
  try {
    for (const index of indexes) {
      cloud.clock.set(Date.parse(`${FIRST_DAYS[index % FIRST_DAYS.length]}T00:00:00Z`))
      await playSchedule(cloud, {
        ...{ seed, index, tally, untilWrong },
        say: says ? (line) => console.error(`${index} ${line}`) : () => {},
      })
      if (untilWrong && isWrong(tally)) break
    }
    return tally
  } finally {
    await cloud.stop()
  }
}
