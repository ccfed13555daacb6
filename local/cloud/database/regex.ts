import { createContext, Script } from 'node:vm'
import { sameValue } from './compare'
import type { Test } from './elements'
import { invalidParameter, requestFailed } from './errors'

/** Matches texts, and as MongoDB's the very same regular expression. @throws PlatformError, see `guarded` */
export function regexTest(pattern: RegExp): Test {
  const tester = new RegExp(pattern.source, pattern.flags.replace(/[gy]/g, ''))
  const matches = guarded(tester)
  return (value) =>
    typeof value === 'string' ? matches(value) : value instanceof RegExp && sameValue(value, pattern)
}

/** $regex with its $options. @throws PlatformError for what is no regular expression */
export function regexOf(field: string, operand: unknown, options: unknown): RegExp {
  const source = operand instanceof RegExp ? operand.source : operand
  const flags = options ?? (operand instanceof RegExp ? operand.flags : '')
  if (typeof source !== 'string' || typeof flags !== 'string' || /[^imsu]/.test(flags)) {
    throw invalidParameter(`$regex at ${field} needs a pattern and options of i, m, s, u`)
  }
  try {
    return new RegExp(source, flags)
  } catch (error) {
    throw invalidParameter((error as Error).message)
  }
}

const MOST_MILLISECONDS = 1000
/** Below this length a single repetition is over in no time, whatever the text. */
const SHORT = 2000
const REPEATED = /[*+}]/g

const box = { test: () => false }
const context = createContext({ box })
const script = new Script('box.test()')

/**
 * (a+)+$ needs longer than the universe for a text of 60 letters, and everybody would wait. MongoDB gives up
 * after so many steps; so does this, after a second. The watch costs 0.1 ms a text: patterns that cannot
 * run away go without.
 */
function guarded(tester: RegExp): (text: string) => boolean {
  const repetitions = tester.source.match(REPEATED)?.length ?? 0
  const repeatsGroup = /\)[*+{]/.test(tester.source)
  return (text) => {
    if (repetitions === 0 || (repetitions === 1 && !repeatsGroup && text.length < SHORT))
      return tester.test(text)
    box.test = () => tester.test(text)
    try {
      return script.runInContext(context, { timeout: MOST_MILLISECONDS }) as boolean
    } catch (error) {
      if ((error as { code?: string }).code !== 'ERR_SCRIPT_EXECUTION_TIMEOUT') throw error
      throw requestFailed(`the regular expression ${tester} takes too long`)
    }
  }
}
