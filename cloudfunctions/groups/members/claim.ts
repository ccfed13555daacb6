import type { PersonActor } from '../../_kit/serve'
import { onlyDocument } from '../../_kit/transaction'
import type { ConversationDocument } from '../store'
import { admit } from './admit'
import type { RosterRow } from './roster-rows'

/**
 * A row becomes its person's: he is a member with what the row says. Thirteen requests.
 * @returns false when someone else claimed it meanwhile, or when he was removed from this group before
 */
export async function claimRow(
  row: RosterRow,
  conversation: ConversationDocument,
  { personId }: PersonActor,
  now: number,
): Promise<boolean> {
  const moveId = `claim.${row._id}`
  const admission = { conversation, personId, words: row, moveId, by: personId, now }
  const admitted = await admit({ ...admission, move: 'claim', evenIfRemoved: false }, async (transaction) => {
    const rows = transaction.collection('rosterRows').doc(row._id)
    const current = onlyDocument<RosterRow>(await rows.get())
    if (current?.state !== 'open') return current?.personId === personId
    const entry = { moveId, move: 'claim', by: personId, at: new Date(now) }
    await rows.update({ state: 'claimed', personId, history: [...current.history, entry] })
    return true
  })
  return admitted === 'in'
}
