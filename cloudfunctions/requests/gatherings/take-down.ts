import * as v from 'valibot'
import type { Requests } from '../../../miniprogram/domain/contract/requests'
import { dispatched, moved, type CaseDeed } from '../../../miniprogram/domain/case-moves'
import { draftedId } from '../../_kit/ids'
import { id } from '../../_kit/inputs'
import type { ActionSpec } from '../../_kit/serve'
import { CALENDAR } from '../calendar'
import { callerOf, keepNumber, typedFields } from '../callers/typed'
import { follow } from '../follow'
import { presentCase } from '../present'
import { newCase, storeOnce } from '../raise'
import { checkSaid } from '../said'
import { rolesOn, seatOf } from '../seat'
import { caseUnits, unitIn } from '../units'
import { gatheringFor } from './gathering'

/**
 * What was said leaves with a unit and a deadline: to the unit proposed for its topic at once, else to the intake, which
 * sends it on. One document from the first moment, so there is no case of a gathering without either. Four requests to
 * read, one for the caller's number, one for the case, three for what follows, and what
 * telling costs.
 */
export const takeDown: ActionSpec<Requests['takeDown']> = {
  who: 'person',
  input: v.strictObject({ ...typedFields, gatheringId: id }),
  async run({ actor, input, now }) {
    const { personId } = actor
    const [gathering, seat] = await Promise.all([gatheringFor(input.gatheringId, personId), seatOf(personId)])
    const { rules } = seat
    const { mobile, fields } = callerOf(input)
    const text = await checkSaid(actor.openid, input, rules, `${input.name} ${input.organisation}`)
    const proposed = rules.topics.find((topic) => topic.id === input.topicId)?.unitId ?? null
    const units = await caseUnits([rules.intakeUnitId, ...(proposed ? [proposed] : [])])
    const intake = unitIn(units, rules.intakeUnitId, rules, now)
    const caseId = draftedId(personId, 'takenDown', input.draftId)
    const by = { personId, name: seat.name || '记录员' }
    const { _id, name, leaderId, leaderName, keeperIds } = gathering
    const received = newCase(
      {
        ...{ _id: caseId, door: 'gathering', requesterId: null, requesterName: input.name },
        ...{ organisation: input.organisation, ...fields, typedBy: personId, chat: null },
        gathering: { id: _id, name, leaderId, leaderName, keeperIds },
        ...{ text, topicId: input.topicId, kind: input.kind, place: null, photos: [], by },
      },
      intake,
      rules,
      now,
    )
    const deed: CaseDeed = { move: 'dispatch', moveId: `${caseId}.dispatch`, by, now }
    const sends = proposed !== null && proposed !== rules.intakeUnitId && units.has(proposed)
    const raised = sends ? sent() : received
    await keepNumber(caseId, mobile)
    const stored = await storeOnce(raised)
    if (stored.current.unfollowed) await follow(stored, now)
    return { case: presentCase({ current: stored.current, roles: rolesOn(stored.current, seat), seat }, now) }

    /** Until it is accepted the intake owes it, not the scribe: he writes down what is said, and goes home. */
    function sent() {
      const around = {
        calendar: CALENDAR,
        intake,
        arbiter: { personId: rules.arbiterId, name: rules.arbiterName },
      }
      const change = dispatched(received, deed, unitIn(units, proposed!, rules, now), around)
      const { personId: senderId, name: senderName } = intake.answerer
      const kept = { senderId, senderName, ownerId: senderId, ownerName: senderName }
      return moved(received, deed, { ...change, set: { ...change.set, ...kept } }, CALENDAR)
    }
  },
}
