import * as v from 'valibot'
import type { Requests } from '../../miniprogram/domain/contract/requests'
import { CASE_TEXT_MAX } from '../../miniprogram/domain/cases'
import { checkText } from '../_kit/content-check'
import { draftedId } from '../_kit/ids'
import { draftId, id } from '../_kit/inputs'
import { beginLooseChecks } from '../_kit/pictures'
import { Refusal } from '../_kit/refusal'
import type { ActionSpec } from '../_kit/serve'
import { follow } from './follow'
import { name, place } from './inputs'
import { photos, takePhotos } from './photos/photos'
import { presentCase } from './present'
import { newCase, storeOnce } from './raise'
import { rolesOn, seatOf } from './seat'
import { caseUnits, unitIn } from './units'

/**
 * A person with a verified phone, since an answer must find him. Three requests to read, one for the case, three for what
 * follows, and what telling costs; for each photo four and what its check costs.
 */
export const raiseCase: ActionSpec<Requests['raiseCase']> = {
  who: 'person',
  input: v.strictObject({
    draftId,
    text: v.string(),
    topicId: id,
    kind: v.picklist(['urgent', 'inquiry', 'ordinary']),
    name,
    organisation: name,
    place,
    photos,
  }),
  async run({ actor, input, now }) {
    if (actor.phoneDigest === null) throw new Refusal('PHONE_NEEDED')
    const text = input.text.trim()
    if (text === '') throw new Refusal('TEXT_EMPTY')
    if (text.length > CASE_TEXT_MAX) throw new Refusal('TEXT_TOO_LONG', { max: CASE_TEXT_MAX })
    const seat = await seatOf(actor.personId)
    const { rules } = seat
    if (!rules.topics.some((topic) => topic.id === input.topicId))
      throw new Refusal('BAD_INPUT', { field: 'topicId' })
    // Only handlers read it: what WeChat is unsure about is still a case, and an answer is owed.
    await checkText(actor.openid, `${input.name} ${input.organisation} ${text}`)
    const intake = unitIn(await caseUnits([rules.intakeUnitId]), rules.intakeUnitId, rules, now)
    const taken = await takePhotos(input.photos ?? [], actor.personId)
    const by = { personId: actor.personId, name: input.name || seat.name }
    const raised = newCase(
      {
        _id: draftedId(actor.personId, 'case', input.draftId),
        ...{
          door: 'form',
          requesterId: actor.personId,
          requesterName: by.name,
          organisation: input.organisation,
        },
        ...{ callerDigest: null, typedBy: null, gathering: null, chat: null, photos: taken.photos },
        ...{ text, topicId: input.topicId, kind: input.kind, place: input.place, by },
      },
      intake,
      rules,
      now,
    )
    const stored = await storeOnce(raised)
    if (stored.current.unfollowed) await follow(stored, now)
    await beginLooseChecks(taken.documents, actor.openid, now)
    return { case: presentCase({ current: stored.current, roles: rolesOn(stored.current, seat), seat }, now) }
  },
}
