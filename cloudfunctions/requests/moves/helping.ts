/** Other units' opinions, helpers of firms, another class, and the rating afterwards. */
import * as v from 'valibot'
import type { Requests } from '../../../miniprogram/domain/contract/requests'
import { helperNamed, rated, reclassified, said } from '../../../miniprogram/domain/case-desk'
import { opinionAsked, opinionGiven } from '../../../miniprogram/domain/case-opinions'
import { CASE_KINDS, type CaseKind } from '../../../miniprogram/domain/cases'
import { id } from '../../_kit/inputs'
import { Refusal } from '../../_kit/refusal'
import type { ActionSpec } from '../../_kit/serve'
import { opinionOwedBy } from '../desk/why-not'
import { moveFields, rating, words } from '../inputs'
import { limitOf } from '../rules'
import { unitIn } from '../units'
import { plainMove } from './act'

const withWords = v.strictObject({ ...moveFields, words })

export const askOpinion: ActionSpec<Requests['askOpinion']> = plainMove({
  ...{ move: 'coHandle', words: 'needed', unitIds: ({ unitId }) => [unitId] },
  input: v.strictObject({
    ...moveFields,
    unitId: id,
    workdays: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(15)),
    words,
  }),
  judge(current, { units, scene, deed, calendar }, { unitId, workdays }) {
    if (unitId === current.unitId) throw new Refusal('CASE_UNIT_SAME')
    const unit = unitIn(units, unitId, scene.seat.rules, deed.now)
    return opinionAsked(current, deed, unit, { workdays, calendar })
  },
})

export const giveOpinion: ActionSpec<Requests['giveOpinion']> = plainMove({
  ...{ move: 'coAnswer', input: withWords, words: 'needed' },
  judge(current, { deed, scene }) {
    const opinion = opinionOwedBy({ current, seat: scene.seat })
    if (!opinion) throw new Refusal('NOT_ALLOWED')
    return opinionGiven(current, deed, opinion.unitId)
  },
})

export const nameHelper: ActionSpec<Requests['nameHelper']> = plainMove({
  ...{ move: 'help', input: v.strictObject({ ...moveFields, unitId: id, personId: id }) },
  unitIds: ({ unitId }) => [unitId],
  judge(current, { units, scene }, { unitId, personId }) {
    const unit = units.get(unitId)
    const isNear = [current.unitId, scene.seat.rules.intakeUnitId].includes(unitId)
    const helper = unit?.staff.find((each) => each.personId === personId)
    if (!unit || !isNear || !helper) throw new Refusal('NOT_STAFF')
    return helperNamed(current, { ...helper, unitName: unit.name })
  },
})

export const tellHelp: ActionSpec<Requests['tellHelp']> = plainMove({
  ...{ move: 'helpStep', input: withWords, words: 'needed' },
  judge: (current) => said(current),
})

const kind = v.picklist(Object.keys(CASE_KINDS) as CaseKind[])

export const reclassifyCase: ActionSpec<Requests['reclassifyCase']> = plainMove({
  ...{ move: 'reclassify', input: v.strictObject({ ...moveFields, kind, topicId: id }) },
  judge(current, { deed, scene, calendar }, input) {
    const { rules } = scene.seat
    if (!rules.topics.some((topic) => topic.id === input.topicId))
      throw new Refusal('BAD_INPUT', { field: 'topicId' })
    return reclassified(current, deed, { ...input, limit: limitOf(rules, input.kind), calendar })
  },
})

export const rateCase: ActionSpec<Requests['rateCase']> = plainMove({
  ...{ move: 'rate', input: v.strictObject({ ...moveFields, rating }) },
  judge: (_current, { deed }, input) => rated({ ...input.rating, at: new Date(deed.now) }),
})
