import * as v from 'valibot'
import type { Groups } from '../../../miniprogram/domain/contract/groups'
import { isGivenRole } from '../../../miniprogram/domain/roles'
import type { RosterWords } from '../../../miniprogram/domain/roster'
import { command, db } from '../../_kit/cloud'
import { id, moveId } from '../../_kit/inputs'
import { find } from '../../_kit/once'
import { Refusal } from '../../_kit/refusal'
import type { ActionSpec } from '../../_kit/serve'
import { tickInboxes } from '../../_kit/ticks'
import { onlyDocument } from '../../_kit/transaction'
import { findConversation, membershipOf } from '../store'
import { admit } from './admit'
import { requireFineWords } from './checked-words'
import type { JoinRequest } from './join-requests'
import type { RosterRow } from './roster-rows'

const STATES = { open: '等待群主', admitted: '已进群', refused: '没有同意' }

/**
 * 群主 lets in or turns down. Let in as a row of the roster, the row becomes the person's although his number is another:
 * that is 群主's consent. 17 database requests to let in, six to turn down.
 */
export const decideJoin: ActionSpec<Groups['decideJoin']> = {
  who: 'person',
  input: v.strictObject({
    requestId: id,
    moveId,
    decision: v.variant('admit', [
      v.strictObject({ admit: v.literal(true), role: v.string(), rowId: v.optional(id) }),
      v.strictObject({ admit: v.literal(false), reason: v.pipe(v.string(), v.trim(), v.maxLength(100)) }),
    ]),
  }),
  async run({ actor, input, now }) {
    const request = await find<JoinRequest>('joinRequests', input.requestId)
    if (!request) throw new Refusal('NOT_ALLOWED')
    await membershipOf(request.conversationId, actor.personId, 'groups.admit')
    const done = request.history.some((entry) => entry.moveId === input.moveId)
    if (!done && request.state !== 'open') throw new Refusal('MOVE_REFUSED', { state: STATES[request.state] })
    const by = { moveId: input.moveId, by: actor.personId, now }
    if (input.decision.admit) await letIn(request, input.decision, by)
    else await turnDown(request, input.decision.reason, by, actor.openid)
    return { decided: true }
  },
}

interface By {
  moveId: string
  by: string
  now: number
}

async function letIn(request: JoinRequest, { role, rowId }: { role: string; rowId?: string }, by: By) {
  const conversation = await findConversation(request.conversationId)
  if (!conversation) throw new Refusal('NOT_FOUND')
  const row = rowId ? await find<RosterRow>('rosterRows', rowId) : null
  if (rowId && row?.conversationId !== request.conversationId) throw new Refusal('NOT_FOUND')
  if (!row && !isGivenRole(role)) throw new Refusal('ROLE_UNKNOWN')
  const { personId, name, organisation } = request
  const words: RosterWords = row ?? { name, role, organisation, unitId: null, helpsWith: '', channel: '' }
  const entry = { moveId: by.moveId, move: 'admit', by: by.by, at: new Date(by.now) }
  await admit(
    { conversation, personId, words, move: 'admit', ...by, evenIfRemoved: true },
    async (transaction) => {
      const requests = transaction.collection('joinRequests').doc(request._id)
      const current = onlyDocument<JoinRequest>(await requests.get())
      if (!current || current.state === 'refused')
        throw new Refusal('MOVE_REFUSED', { state: STATES.refused })
      // He is in: by this decision, which then is completed, or by another one.
      if (current.state === 'admitted') return current.history.some((each) => each.moveId === by.moveId)
      if (row) {
        const rows = transaction.collection('rosterRows').doc(row._id)
        const taken = onlyDocument<RosterRow>(await rows.get())
        if (taken?.state !== 'open') throw new Refusal('ROW_TAKEN', { name: row.name })
        await rows.update({ state: 'claimed', personId, history: [...taken.history, entry] })
      }
      await requests.update({ state: 'admitted', history: [...current.history, entry] })
      return true
    },
  )
}

/** The reason is read by a person outside the group, so it is checked like everything else that is posted. */
async function turnDown(request: JoinRequest, reason: string, { moveId: move, by, now }: By, openid: string) {
  if (reason !== '') await requireFineWords(openid, reason)
  const entry = { moveId: move, move: 'refuse', by, at: new Date(now) }
  const { updated } = await db
    .collection('joinRequests')
    .where({ _id: request._id, state: 'open' })
    .update({ state: 'refused', reason, history: command.push(entry) })
  if (updated === 1) return tickInboxes([request.personId])
  const current = await find<JoinRequest>('joinRequests', request._id)
  if (!current?.history.some((each) => each.moveId === move))
    throw new Refusal('MOVE_REFUSED', { state: STATES[current?.state ?? 'refused'] })
}
