import * as v from 'valibot'
import { maskPhone } from '../../../miniprogram/domain/people'
import type { Groups } from '../../../miniprogram/domain/contract/groups'
import { command, db } from '../../_kit/cloud'
import { id } from '../../_kit/inputs'
import type { ActionSpec } from '../../_kit/serve'
import { membershipOf } from '../store'
import type { JoinRequest } from './join-requests'
import { openRowsNamed, presentRow } from './roster-rows'

/** Five database requests however many wait, three when nobody does. */
export const listJoinRequests: ActionSpec<Groups['listJoinRequests']> = {
  who: 'person',
  input: v.strictObject({ conversationId: id }),
  async run({ actor, input }) {
    const { conversationId } = input
    await membershipOf(conversationId, actor.personId, 'groups.admit')
    const { data } = await db
      .collection('joinRequests')
      .where({ conversationId, state: 'open' })
      .orderBy('askedAt', 'asc')
      .limit(50)
      .get()
    const requests = data as JoinRequest[]
    if (requests.length === 0) return { requests: [] }
    const [rows, numbers] = await Promise.all([
      openRowsNamed(
        conversationId,
        requests.map(({ name }) => name),
      ),
      maskedNumbers(requests.map(({ personId }) => personId)),
    ])
    return {
      requests: requests.map((request) => ({
        requestId: request._id,
        name: request.name,
        organisation: request.organisation,
        role: request.role,
        phoneMasked: numbers.get(request.personId) ?? '',
        askedAt: request.askedAt.getTime(),
        rows: rows.filter(({ name }) => name === request.name).map(presentRow),
      })),
    }
  },
}

async function maskedNumbers(personIds: string[]): Promise<Map<string, string>> {
  const { data } = await db
    .collection('phones')
    .where({ _id: command.in(personIds) })
    .limit(personIds.length)
    .get()
  const phones = data as { _id: string; number: string }[]
  return new Map(phones.map(({ _id, number }) => [_id, maskPhone(number)]))
}
