import * as v from 'valibot'
import type { Requests } from '../../miniprogram/domain/contract/requests'
import { id } from '../_kit/inputs'
import { Refusal } from '../_kit/refusal'
import type { ActionSpec } from '../_kit/serve'
import { summaryOf } from './present'
import { afterCase, pageOfQueue, QUEUE_PAGE } from './queue-page'
import { seatOf } from './seat'

/** Late first. Two requests for one's own, three for a unit's. Index of_owner, of_helper or of_unit. */
export const listQueue: ActionSpec<Requests['listQueue']> = {
  who: 'person',
  input: v.strictObject({
    of: v.picklist(['mine', 'unit', 'helping']),
    unitId: v.nullable(id),
    after: afterCase,
  }),
  async run({ actor, input: { of, unitId, after }, now }) {
    const whose =
      of === 'mine'
        ? { ownerId: actor.personId }
        : of === 'helping'
          ? { 'helper.personId': actor.personId }
          : { unitPath: await unitOf(actor.personId, unitId) }
    const cases = await pageOfQueue({ ...whose, open: true }, after)
    return {
      cases: cases.slice(0, QUEUE_PAGE).map((each) => summaryOf(each, actor.personId, now)),
      more: cases.length > QUEUE_PAGE,
    }
  },
}

/** Those of a unit see what is with it and below it. */
async function unitOf(personId: string, asked: string | null): Promise<string> {
  const { unitIds, headOf } = await seatOf(personId)
  const own = [...headOf, ...unitIds]
  const unitId = asked ?? own[0]
  if (!unitId || !own.includes(unitId)) throw new Refusal('NOT_ALLOWED')
  return unitId
}
