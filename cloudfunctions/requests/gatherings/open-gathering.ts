/** What scribes and the maker of a gathering see of it. */
import * as v from 'valibot'
import type { Requests } from '../../../miniprogram/domain/contract/requests'
import type { Case } from '../../../miniprogram/domain/cases'
import { db } from '../../_kit/cloud'
import { id } from '../../_kit/inputs'
import type { ActionSpec } from '../../_kit/serve'
import { summaryOf } from '../present'
import { seatOf } from '../seat'
import { CASES } from '../store'
import { caseUnits } from '../units'
import { GATHERINGS, gatheringFor, lineOf, mayGather, type GatheringDocument } from './gathering'

const GATHERINGS_MAX = 30
const CASES_MAX = 50

/** Three requests. Index of_keeper. */
export const listGatherings: ActionSpec<Requests['listGatherings']> = {
  who: 'person',
  input: v.strictObject({}),
  async run({ actor }) {
    const [seat, { data }] = await Promise.all([
      seatOf(actor.personId),
      db
        .collection(GATHERINGS)
        .where({ keeperIds: actor.personId })
        .orderBy('heldAt', 'desc')
        .limit(GATHERINGS_MAX)
        .get(),
    ])
    return { gatherings: (data as GatheringDocument[]).map(lineOf), mayMake: mayGather(seat) }
  },
}

/** Five requests. Index of_gathering of cases. */
export const openGathering: ActionSpec<Requests['openGathering']> = {
  who: 'person',
  input: v.strictObject({ gatheringId: id }),
  async run({ actor, input, now }) {
    const { personId } = actor
    const gathering = await gatheringFor(input.gatheringId, personId)
    const [{ rules }, { data }] = await Promise.all([
      seatOf(personId),
      db
        .collection(CASES)
        .where({ 'gathering.id': gathering._id })
        .orderBy('receivedAt', 'desc')
        .limit(CASES_MAX)
        .get(),
    ])
    const units = await caseUnits(rules.topics.flatMap(({ unitId }) => unitId ?? []))
    return {
      gathering: {
        ...lineOf(gathering),
        scribes: gathering.scribes.map(({ name }) => name),
        topics: rules.topics.map((topic) => ({
          ...{ id: topic.id, name: topic.name },
          unitName: units.get(topic.unitId ?? '')?.name ?? '',
        })),
      },
      // Who of the officials has it is theirs to know; the deadline is the one that was read back.
      cases: (data as Case[]).map((each) => ({
        ...summaryOf(each, personId, now),
        ...{ ownerName: '', dueAt: each.dueAt.getTime() },
      })),
    }
  },
}
