/**
 * The command line of a replay: `--schedules N --seed S [--break GUARD] [--from K] [--say] [--json]`. A schedule follows
 * from its number and the seed; two processes share them, since a local cloud does its work in the thread of its process.
 */
import { fork } from 'node:child_process'
import { cpus } from 'node:os'
import { parseArgs } from 'node:util'

/** What one process plays; it travels between processes, so it is data. */
export interface Part<Built> {
  seed: number
  built: Built
  /** Which schedules. */
  indexes: number[]
  /** Ends with the first schedule in which something went wrong. */
  untilWrong?: boolean
  /** Prints each wrong as it is found. */
  says?: boolean
}

export interface Replay<Built, Tally> {
  /** Builds the functions, without one guard when it is named. @throws Error when there is no such guard */
  build(broken?: string): Promise<Built>
  play(part: Part<Built>): Promise<Tally>
  sum(tallies: Tally[]): Tally
  isWrong(tally: Tally): boolean
}

/** @param file the story's own: what is forked runs it again, with a part to play */
export function runReplay<Built, Tally>(file: string, replay: Replay<Built, Tally>): void {
  const work = process.send ? playGivenPart(replay) : command(file, replay)
  work.catch((error: Error) => {
    console.error(process.send ? error.stack : error.message)
    process.exit(1)
  })
}

async function command<Built, Tally>(file: string, replay: Replay<Built, Tally>): Promise<void> {
  const { values } = parseArgs({
    options: {
      schedules: { type: 'string', default: '10' },
      seed: { type: 'string', default: '1' },
      from: { type: 'string', default: '0' },
      break: { type: 'string' },
      say: { type: 'boolean', default: false },
      json: { type: 'boolean', default: false },
    },
  })
  const [schedules = NaN, seed = NaN, from = NaN] = [values.schedules, values.seed, values.from].map(Number)
  if (![schedules, seed, from].every(Number.isSafeInteger) || schedules < 1)
    throw new Error('--schedules, --seed and --from: whole numbers')
  const began = Date.now()
  const built = await replay.build(values.break)
  const all = Array.from({ length: schedules }, (_, index) => from + index)
  const workers = Math.min(2, cpus().length, schedules)
  const parts = Array.from({ length: workers }, (_, worker): Part<Built> => ({
    ...{ seed, built, says: values.say },
    indexes: all.filter((index) => index % workers === worker),
    untilWrong: values.break !== undefined,
  }))
  const sum = replay.sum(await Promise.all(parts.map((part) => inProcessOfItsOwn<Tally>(file, part))))
  if (!values.json)
    console.log(`${schedules} schedules, seed ${seed}, ${Math.round((Date.now() - began) / 1000)} s`)
  console.log(JSON.stringify(sum))
  process.exitCode = replay.isWrong(sum) && !values.break ? 1 : 0
}

function inProcessOfItsOwn<Tally>(file: string, part: object): Promise<Tally> {
  return new Promise((done, failed) => {
    const child = fork(file, [], { execArgv: ['--import', 'tsx'] })
    child.once('message', (tally) => done(tally as Tally))
    child.once('error', failed)
    child.once('exit', (code) => failed(new Error(`a part of the replay ended with code ${code}`)))
    child.send(part)
  })
}

async function playGivenPart<Built, Tally>(replay: Replay<Built, Tally>): Promise<void> {
  const part = await new Promise<Part<Built>>((given) => process.once('message', given))
  const tally = await replay.play(part)
  process.send!(tally, () => process.exit(0))
}
