/** Among colleagues: progress, notes, offers, back to the sender, more time. */
import * as v from 'valibot'
import type { Requests } from '../../../miniprogram/domain/contract/requests'
import {
  extensionAsked,
  extensionGranted,
  extensionRefused,
  noted,
  offerDeclined,
  offeredTo,
  said,
  sentBack,
  taken,
} from '../../../miniprogram/domain/case-desk'
import type { Named } from '../../../miniprogram/domain/case-moves'
import type { Case } from '../../../miniprogram/domain/cases'
import { id } from '../../_kit/inputs'
import { Refusal } from '../../_kit/refusal'
import type { ActionSpec } from '../../_kit/serve'
import { moveFields, words } from '../inputs'
import type { Judging } from '../move'
import { plainMove } from './act'

const withWords = v.strictObject({ ...moveFields, words })
const withoutWords = v.strictObject(moveFields)

export const sayProgress: ActionSpec<Requests['sayProgress']> = plainMove({
  ...{ move: 'say', input: withWords, words: 'needed' },
  judge: (current) => said(current),
})

export const noteCase: ActionSpec<Requests['noteCase']> = plainMove({
  ...{ move: 'note', input: withWords, words: 'needed' },
  judge: (current) => noted(current),
})

export const offerCase: ActionSpec<Requests['offerCase']> = plainMove({
  ...{ move: 'offer', input: v.strictObject({ ...moveFields, personId: id, words }), words: 'welcome' },
  unitIds: (_input, { unitId }) => [unitId],
  judge(current, { deed, units }, { personId }) {
    const colleague = units.get(current.unitId)?.staff.find((each) => each.personId === personId)
    if (!colleague || personId === current.ownerId) throw new Refusal('NOT_STAFF')
    return offeredTo(deed, colleague)
  },
})

export const takeCase: ActionSpec<Requests['takeCase']> = plainMove({
  ...{ move: 'take', input: withoutWords },
  judge: (current, { deed }) => taken(current, deed),
})

export const declineCaseOffer: ActionSpec<Requests['declineCaseOffer']> = plainMove({
  ...{ move: 'declineOffer', input: withWords, words: 'welcome' },
  judge: (current) => offerDeclined(current),
})

export const sendBackCase: ActionSpec<Requests['sendBackCase']> = plainMove({
  ...{ move: 'sendBack', input: withWords, words: 'needed', intake: true },
  judge: (current, judging) => sentBack(current, judging.deed, judging),
})

export const askExtension: ActionSpec<Requests['askExtension']> = plainMove({
  ...{ move: 'askExtension', words: 'needed' },
  input: v.strictObject({
    ...moveFields,
    workdays: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(15)),
    words,
  }),
  unitIds: (_input, { unitPath }) => unitPath,
  judge: (current, judging, { workdays }) =>
    extensionAsked(judging.deed, workdays, decidersOf(current, judging)),
})

/** The nearest head above him who asks, else the leader of its gathering. @throws Refusal when there is nobody */
function decidersOf(current: Case, { units, deed }: Judging): Named[] {
  const { gathering } = current
  const leader = gathering ? { personId: gathering.leaderId, name: gathering.leaderName } : null
  const heads = [...current.unitPath.map((unitId) => units.get(unitId)?.head ?? null), leader]
  const decider = heads.find((head) => head && head.personId !== deed.by.personId)
  if (!decider) throw new Refusal('CASE_NO_EXTENSION')
  return [decider]
}

export const grantExtension: ActionSpec<Requests['grantExtension']> = plainMove({
  ...{ move: 'grantExtension', input: withWords, words: 'welcome' },
  judge: (current, { deed, calendar }) => extensionGranted(current, deed, calendar),
})

export const refuseExtension: ActionSpec<Requests['refuseExtension']> = plainMove({
  ...{ move: 'refuseExtension', input: withWords, words: 'needed' },
  judge: (current, { deed }) => extensionRefused(current, deed),
})
