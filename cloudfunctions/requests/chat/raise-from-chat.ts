import * as v from 'valibot'
import type { Requests } from '../../../miniprogram/domain/contract/requests'
import type { Case } from '../../../miniprogram/domain/cases'
import { mayRaise } from '../../../miniprogram/domain/mention-acts'
import { OBLIGATION_STATES, type Obligation } from '../../../miniprogram/domain/obligations'
import { db } from '../../_kit/cloud'
import { derivedId, fingerprintOf } from '../../_kit/ids'
import { id } from '../../_kit/inputs'
import { Refusal } from '../../_kit/refusal'
import type { ActionSpec } from '../../_kit/serve'
import { follow } from '../follow'
import { newCase, storeOnce } from '../raise'
import { checkSaid } from '../said'
import { rolesOn, seatOf, type Seat } from '../seat'
import { loadCase, type LoadedCase } from '../store'
import { caseUnits, unitIn } from '../units'

/**
 * An @ becomes a case of its asker, with an id that follows from the asking message: whoever taps first makes it, and all
 * others find it. Seventeen database requests, telling one who cannot be reached included: five to read, one for the case,
 * eleven for what follows in inboxes and in the chat. Four for one that is there already.
 */
export const raiseFromChat: ActionSpec<Requests['raiseFromChat']> = {
  who: 'person',
  input: v.strictObject({
    obligationId: id,
    text: v.string(),
    topicId: id,
    kind: v.picklist(['urgent', 'inquiry', 'ordinary']),
  }),
  async run({ actor, input, now }) {
    const { personId, openid } = actor
    const [asked, seat] = await Promise.all([askedBy(input.obligationId), seatOf(personId)])
    const { obligation, organisation } = concerning(asked, seat)
    const caseId = derivedId('case', obligation.source.messageId)
    const first = await loadCase(caseId)
    if (first) return presentRaised(await finished(first, now), seat, true)
    if (!mayRaise(obligation, personId))
      throw new Refusal('MOVE_REFUSED', { state: OBLIGATION_STATES[obligation.state].label })
    const { rules } = seat
    const text = await checkSaid(openid, input, rules)
    const intake = unitIn(await caseUnits([rules.intakeUnitId]), rules.intakeUnitId, rules, now)
    const { askerId, askerName, source } = obligation
    const isAsker = askerId === personId
    const raised: Case = {
      ...newCase(
        {
          ...{ _id: caseId, door: 'chat', requesterId: askerId, requesterName: askerName, organisation },
          ...{
            callerDigest: null,
            typedBy: isAsker ? null : personId,
            gathering: null,
            place: null,
            photos: [],
          },
          chat: {
            conversationId: source.conversationId,
            messageId: source.messageId,
            obligationId: obligation._id,
          },
          ...{ text, topicId: input.topicId, kind: input.kind },
          by: { personId, name: isAsker ? askerName : seat.name || '工作人员' },
        },
        intake,
        rules,
        now,
      ),
      // Not of what was typed: two who tap at once may word it differently, and mean the same case.
      fingerprint: fingerprintOf(['chat', source.messageId]),
    }
    const stored = await storeOnce(raised)
    const already = stored.current.history[0]?.by !== personId
    return presentRaised(await finished(stored, now), seat, already)
  },
}

interface Asked {
  obligation: Obligation
  /** Of everybody concerned, in all groups. */
  members: { personId: string; conversationId: string; organisation: string; state: string }[]
}

/** An @ with its asker's memberships. One request. */
async function askedBy(obligationId: string): Promise<Asked | null> {
  const { data } = await db
    .collection('obligations')
    .aggregate()
    .match({ _id: obligationId, 'source.about': 'mention' })
    .lookup({ from: 'members', localField: 'askerId', foreignField: 'personId', as: 'members' })
    .end()
  const [joined] = data as (Obligation & Pick<Asked, 'members'>)[]
  if (!joined) return null
  const { members, ...obligation } = joined
  return { obligation, members }
}

/** @throws Refusal NOT_FOUND, the same for "not there" and "not yours": an id must not be probed */
function concerning(asked: Asked | null, { personId, conversationIds }: Seat) {
  if (!asked) throw new Refusal('NOT_FOUND')
  const { obligation, members } = asked
  const { askerId, calledIds, source } = obligation
  const here = conversationIds.includes(source.conversationId)
  if (!here || (askerId !== personId && !calledIds.includes(personId))) throw new Refusal('NOT_FOUND')
  const asker = members.find(({ conversationId }) => conversationId === source.conversationId)
  return { obligation, organisation: asker?.organisation ?? '' }
}

/** What follows may have been left out by a crash. */
async function finished(loaded: LoadedCase, now: number): Promise<Case> {
  if (loaded.current.unfollowed) await follow(loaded, now)
  return loaded.current
}

function presentRaised(current: Case, seat: Seat, already: boolean) {
  const { _id: caseId, number, state } = current
  return { caseId, number, state, already, mayOpen: rolesOn(current, seat).length > 0 }
}
