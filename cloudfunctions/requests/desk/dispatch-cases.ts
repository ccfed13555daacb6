import * as v from 'valibot'
import type { Requests } from '../../../miniprogram/domain/contract/requests'
import type { Dispatched } from '../../../miniprogram/domain/contract/requests/desk'
import { checkText } from '../../_kit/content-check'
import { id } from '../../_kit/inputs'
import { Refusal } from '../../_kit/refusal'
import type { ActionSpec } from '../../_kit/serve'
import { moveFields, words } from '../inputs'
import { moveCase } from '../move'
import { judgeDispatch } from '../moves/dispatching'

/** As many as a screen shows; twenty of them take about two seconds of the function's twenty. */
const AT_MOST = 20
/** In work at once. */
const AT_ONCE = 4

/**
 * Each is a move of its own: of twenty, nineteen may go through and one may say why not. Asked again after a lost answer,
 * each finds its own work. Seven requests for each, and what telling costs.
 */
export const dispatchCases: ActionSpec<Requests['dispatchCases']> = {
  who: 'person',
  input: v.strictObject({
    dispatches: v.pipe(
      v.array(v.strictObject({ ...moveFields, unitId: id })),
      v.minLength(1),
      v.maxLength(AT_MOST),
    ),
    words,
  }),
  async run({ actor, input, now }) {
    const said = input.words.trim()
    if (said !== '') await checkText(actor.openid, said)
    const waiting = [...input.dispatches.entries()]
    const outcomes: Dispatched[] = []
    const worker = async () => {
      for (let next = waiting.shift(); next; next = waiting.shift()) {
        const [place, { caseId, moveId, unitId }] = next
        const move = { caseId, moveId, personId: actor.personId, now, move: 'dispatch', words: said } as const
        outcomes[place] = await moveCase(
          move,
          (current, judging) => judgeDispatch(current, judging, unitId),
          {
            unitsOf: () => [unitId],
          },
        ).then(
          () => ({ caseId, code: null, facts: {} }),
          (error: unknown) => {
            if (error instanceof Refusal) return { caseId, code: error.code, facts: error.facts }
            // The others are sent all the same; who asks again finds out what became of this one.
            console.error(
              JSON.stringify({ dispatch: caseId, error: String((error as Error)?.stack ?? error) }),
            )
            return { caseId, code: 'BUSY' as const, facts: {} }
          },
        )
      }
    }
    await Promise.all(Array.from({ length: AT_ONCE }, worker))
    return { outcomes }
  },
}
