/** `npm run replay -- requests --schedules N --seed S [--break GUARD] [--from K] [--say] [--json]`: see docs/decisions/0076. */
import { fork } from 'node:child_process'
import { cpus } from 'node:os'
import { parseArgs } from 'node:util'
import { buildRequests, playPart, type Part } from './replay'
import { isWrong, sumOf, type Tally } from './tally'

async function main(): Promise<void> {
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
  const [schedules, seed, from] = [values.schedules, values.seed, values.from].map(Number) as [
    number,
    number,
    number,
  ]
  if (![schedules, seed, from].every(Number.isSafeInteger) || schedules < 1)
    throw new Error('--schedules and --seed: whole numbers')
  const began = Date.now()
  const built = await buildRequests(values.break)
  const all = Array.from({ length: schedules }, (_, index) => from + index)
  const workers = Math.min(2, cpus().length, schedules)
  const parts = Array.from({ length: workers }, (_, worker): Part => ({
    ...{ seed, built, says: values.say },
    indexes: all.filter((index) => index % workers === worker),
    untilWrong: values.break !== undefined,
  }))
  const sum = sumOf(await Promise.all(parts.map(inProcessOfItsOwn)))
  if (!values.json) {
    const seconds = Math.round((Date.now() - began) / 1000)
    console.log(`${sum.schedules} schedules, seed ${seed}, ${seconds} s`)
  }
  console.log(JSON.stringify(sum))
  process.exitCode = isWrong(sum) && !values.break ? 1 : 0
}

/** The database of a local cloud works in the thread of its process: two schedules at once need two. */
function inProcessOfItsOwn(part: Part): Promise<Tally> {
  return new Promise((done, failed) => {
    const child = fork(__filename, [], { execArgv: ['--import', 'tsx'] })
    child.once('message', (tally) => done(tally as Tally))
    child.once('error', failed)
    child.once('exit', (code) => failed(new Error(`a part of the replay ended with code ${code}`)))
    child.send(part)
  })
}

if (process.send)
  process.once('message', (part: Part) => {
    playPart(part)
      .then((tally) => process.send!(tally, () => process.exit(0)))
      .catch((error: Error) => {
        console.error(error.stack)
        process.exit(1)
      })
  })
else
  main().catch((error: Error) => {
    console.error(error.message)
    process.exit(1)
  })
