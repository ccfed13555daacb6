import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseCron, type Cycle } from './cron'

/** One timer of a function, from the `triggers` of its config.json. */
export interface Trigger {
  name: string
  config: string
  cycle: Cycle
}

/** As the platform has it. */
const MOST = 10

/**
 * The timers a function's config.json names: `{ "triggers": [{ "name": "due", "type": "timer", "config": "0 * * * * * *" }] }`.
 * @throws Error naming the file, the trigger and what is wrong
 */
export function readTriggers(directory: string): Trigger[] {
  const file = join(directory, 'config.json')
  if (!existsSync(file)) return []
  const { triggers = [] } = JSON.parse(readFileSync(file, 'utf8')) as { triggers?: unknown }
  const refuse = (why: string) => new Error(`${file}: ${why}`)
  if (!Array.isArray(triggers)) throw refuse('triggers must be a list')
  if (triggers.length > MOST) throw refuse(`more than ${MOST} triggers`)
  const names = new Set<string>()
  return triggers.map((each: unknown): Trigger => {
    const { name, type, config } = (each ?? {}) as Record<string, unknown>
    if (typeof name !== 'string' || !/^[A-Za-z][\w-]{0,59}$/.test(name)) {
      const rule = 'a letter, then up to 59 letters, digits, - or _'
      throw refuse(`the name of a trigger must be ${rule}, not ${JSON.stringify(name)}`)
    }
    if (names.has(name)) throw refuse(`two triggers have the name ${name}`)
    names.add(name)
    if (type !== 'timer')
      throw refuse(`trigger ${name}: type ${JSON.stringify(type)}; only "timer" is supported`)
    if (typeof config !== 'string') throw refuse(`trigger ${name}: config must be a text`)
    try {
      return { name, config, cycle: parseCron(config) }
    } catch (error) {
      throw refuse(`trigger ${name}: ${(error as Error).message}`)
    }
  })
}
