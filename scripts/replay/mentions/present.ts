import type { Play } from './play'
import type { Player } from './stage'

/** Those who are still in the group. */
export async function present({ db, stage }: Play, personIds: string[]): Promise<Player[]> {
  const { conversationId, players } = stage
  const ids = personIds.map((personId) => `${conversationId}.${personId}`)
  const { data } = await db
    .collection('members')
    .where({ _id: db.command.in(ids), state: 'active' })
    .get()
  const here = new Set((data as { personId: string }[]).map(({ personId }) => personId))
  return players.filter(({ personId }) => here.has(personId))
}
