import * as v from 'valibot'
import { proposedUnit } from '../../../miniprogram/domain/case-rules'
import type { Requests } from '../../../miniprogram/domain/contract/requests'
import { Refusal } from '../../_kit/refusal'
import type { ActionSpec } from '../../_kit/serve'
import { afterCase, pageOfQueue, QUEUE_PAGE } from '../queue-page'
import { summaryOf } from '../present'
import { seatOf } from '../seat'
import { named, unitNames } from './unit-names'

/** Three requests. Index of_unit: with the intake lies little that is not to be sent on. */
export const listUndispatched: ActionSpec<Requests['listUndispatched']> = {
  who: 'person',
  input: v.strictObject({ after: afterCase }),
  async run({ actor, input, now }) {
    const { rules, unitIds, headOf } = await seatOf(actor.personId)
    if (![...unitIds, ...headOf].includes(rules.intakeUnitId)) throw new Refusal('NOT_ALLOWED')
    const where = { unitPath: rules.intakeUnitId, open: true, state: 'received' }
    const [cases, units] = await Promise.all([pageOfQueue(where, input.after), unitNames()])
    return {
      cases: cases.slice(0, QUEUE_PAGE).map((each) => ({
        ...summaryOf(each, actor.personId, now),
        proposal: named(units, proposedUnit(rules, each)),
        refusedBy: each.refusals.map(({ unitName }) => unitName),
      })),
      units,
      more: cases.length > QUEUE_PAGE,
    }
  },
}
