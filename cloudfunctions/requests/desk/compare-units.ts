import * as v from 'valibot'
import type { Requests } from '../../../miniprogram/domain/contract/requests'
import { command, db } from '../../_kit/cloud'
import { moveId } from '../../_kit/inputs'
import type { ActionSpec } from '../../_kit/serve'
import { required, RULES_ID, type CaseRules } from '../rules'
import { seatOf } from '../seat'
import { HISTORY, keeping, view } from './keep-rules'

/** A sentence, so that whoever reads the comparison knows what it is for. */
const reason = v.nullable(v.pipe(v.string(), v.trim(), v.minLength(4), v.maxLength(200)))

/** Six requests. Each switching stands in the history with its reason; the revision of the rules stays as it is. */
export const compareUnits: ActionSpec<Requests['compareUnits']> = {
  who: 'person',
  input: v.strictObject({ reason, moveId }),
  async run({ actor, input, now }) {
    const { personId } = actor
    const [{ rules, units }, { name }] = await Promise.all([keeping(personId), seatOf(personId)])
    const before = required(rules)
    if (before.history.some((entry) => entry.moveId === input.moveId)) return view(before, units)
    const at = new Date(now)
    const words = input.reason ?? ''
    const comparesUnits = input.reason === null ? null : { by: name, reason: input.reason, at }
    const entry: CaseRules['history'][number] = {
      ...{ moveId: input.moveId, move: 'compareUnits', by: personId, at },
      words,
    }
    await db
      .collection('caseRules')
      .where({ _id: RULES_ID, 'history.moveId': command.neq(input.moveId) })
      .update({
        comparesUnits: command.set(comparesUnits),
        history: command.push({ each: [entry], slice: -HISTORY }),
      })
    return view({ ...before, comparesUnits }, units)
  },
}
