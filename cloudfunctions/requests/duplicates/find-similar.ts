import * as v from 'valibot'
import { cellsAround, metresToSame } from '../../../miniprogram/domain/case-duplicates'
import { CASE_STATES } from '../../../miniprogram/domain/case-states'
import { CASE_TEXT_MAX, caseTitle, type Case } from '../../../miniprogram/domain/cases'
import type { Requests } from '../../../miniprogram/domain/contract/requests'
import { command, db } from '../../_kit/cloud'
import { id } from '../../_kit/inputs'
import type { ActionSpec } from '../../_kit/serve'
import { place } from '../inputs'
import { rolesOn, seatOf } from '../seat'
import { CASES } from '../store'

/** A square with more open cases than this has another trouble. */
const LOOKED_AT = 50
const SHOWN = 5

/**
 * Three requests. Index similar. Whom a case does not concern is told its topic, how it stands and how far it is: what
 * people wrote is theirs until they share it, and anybody can ask about any place.
 */
export const findSimilar: ActionSpec<Requests['findSimilar']> = {
  who: 'person',
  input: v.strictObject({
    text: v.pipe(v.string(), v.maxLength(CASE_TEXT_MAX)),
    topicId: id,
    place: v.nonNullable(place),
    notCaseId: v.nullable(id),
  }),
  async run({ actor, input }) {
    const [seat, { data }] = await Promise.all([
      seatOf(actor.personId),
      db
        .collection(CASES)
        .where({ cell: command.in(cellsAround(input.place)), open: true })
        .limit(LOOKED_AT)
        .get(),
    ])
    const topics = new Map(seat.rules.topics.map((topic) => [topic.id, topic.name]))
    const similar = (data as Case[])
      .filter(({ _id }) => _id !== input.notCaseId)
      .flatMap((each) => {
        const metres = metresToSame(input, each)
        return metres === null ? [] : [{ each, metres: Math.round(metres) }]
      })
      .sort((one, other) => one.metres - other.metres)
    return {
      similar: similar.slice(0, SHOWN).map(({ each, metres }) => {
        const concerns = rolesOn(each, seat).length > 0
        const { _id, number, photos } = each
        return {
          title: concerns || each.shared ? caseTitle(each) : (topics.get(each.topicId) ?? '别的'),
          ...{ shown: CASE_STATES[each.state].shown, metres },
          receivedAt: each.receivedAt.getTime(),
          case: concerns ? { caseId: _id, number, photos: photos.length } : null,
        }
      }),
    }
  },
}
