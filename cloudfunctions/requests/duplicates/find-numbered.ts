import * as v from 'valibot'
import { CASE_STATES } from '../../../miniprogram/domain/case-states'
import { caseTitle } from '../../../miniprogram/domain/cases'
import type { Requests } from '../../../miniprogram/domain/contract/requests'
import { Refusal } from '../../_kit/refusal'
import type { ActionSpec } from '../../_kit/serve'
import { rolesOn, seatOf } from '../seat'
import { numbered, saidNumber } from './merge-case'

/** Three requests. Index number. @throws Refusal NOT_FOUND, the same for "not there" and "not yours" */
export const findNumbered: ActionSpec<Requests['findNumbered']> = {
  who: 'person',
  input: v.strictObject({ number: saidNumber }),
  async run({ actor, input }) {
    const [found, seat] = await Promise.all([numbered(input.number), seatOf(actor.personId)])
    // Who merely follows a case sees how it stands, and no word of it.
    if (rolesOn(found, seat).every((role) => role === 'follower')) throw new Refusal('NOT_FOUND')
    const { _id, number, state } = found
    return { caseId: _id, number, title: caseTitle(found), label: CASE_STATES[state].label }
  },
}
