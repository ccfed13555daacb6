/** Single things people do with an @, each by somebody who may, as the store shows it at that moment. */
import { isOpen, type Obligation } from '../../../miniprogram/domain/obligations'
import { draftOf } from './drafts'
import { agree, say } from './phones'
import type { Play } from './play'
import { present } from './present'

const SHIFT = 12 * 3_600_000

export type Who = 'owner' | 'called' | 'asker' | 'offered' | 'head'

/** Null when it is gone. */
export async function current({ db }: Play, id: string): Promise<Obligation | null> {
  const { data } = await db.collection('obligations').where({ _id: id }).get()
  return (data[0] as Obligation | undefined) ?? null
}

/** Somebody who owes the answer, or was called, writes it. */
export async function answer(play: Play, id: string): Promise<void> {
  const { chance, stage } = play
  const obligation = await current(play, id)
  if (!obligation || !isOpen(obligation.state)) return
  const able = await present(play, [obligation.ownerId, ...calledOf(obligation)])
  if (able.length === 0) return
  const owner = able.find(({ personId }) => personId === obligation.ownerId)
  const by = owner && chance.happens(0.7) ? owner : chance.oneOf(able)
  const told = obligation.notices.filter(({ personId }) => personId === by.personId)
  const owes = told.length > 0 || by === owner
  const draft = {
    draftId: draftOf(play),
    conversationId: stage.conversationId,
    text: '这样办',
    mentionIds: [],
  }
  await play.calls(
    {
      ...{ by, area: 'groups', action: 'sendMessage' },
      input: { ...draft, answersMessageId: obligation.source.messageId },
    },
    (data) => {
      const { messageId } = (data as { message: { messageId: string } }).message
      return owes ? { kind: 'answer', obligationId: id, messageId } : { kind: 'message', messageId }
    },
  )
  if (chance.happens(0.4)) await agree(play.cloud, by, draftOf(play))
}

/** Not those to whom it is only offered. */
function calledOf({ calledIds, offer }: Obligation): string[] {
  return calledIds.filter((personId) => personId !== offer?.to)
}

export async function move(
  play: Play,
  obligationId: string,
  action: string,
  who: Who,
  more: Record<string, unknown> = {},
): Promise<void> {
  const { chance, stage, cloud } = play
  const obligation = await current(play, obligationId)
  if (!obligation || isOpen(obligation.state) === (action === 'reopenMention')) return
  const { ownerId, askerId, offer } = obligation
  const ids = {
    owner: [ownerId],
    called: [ownerId, ...calledOf(obligation)],
    asker: [askerId],
    offered: offer ? [offer.to] : [],
    head: [stage.head.personId],
  }[who]
  const able = await present(play, ids)
  if (able.length === 0) return
  const by = chance.oneOf(able)
  // Some open the app first: he is seen.
  if (chance.happens(0.3)) await say(cloud, { by, area: 'duty', action: 'listInbox', input: {} })
  const moveId = draftOf(play)
  await play.calls({ by, area: 'groups', action, input: { obligationId, moveId, ...more } }, () => ({
    ...{ kind: 'move', obligationId, moveId },
  }))
  if (action === 'acknowledgeMention' && chance.happens(0.5)) await agree(cloud, by, draftOf(play))
}

/** 群主 takes the owner out of the group, unless it is himself, or few would be left. */
export async function removeOwner(play: Play, id: string): Promise<void> {
  const { stage } = play
  const obligation = await current(play, id)
  if (!obligation || obligation.ownerId === stage.head.personId) return
  const staff = await present(
    play,
    stage.officials.map(({ personId }) => personId),
  )
  if (staff.length <= 5) return
  const { conversationId, head } = stage
  const input = { conversationId, personId: obligation.ownerId, moveId: draftOf(play) }
  await play.calls({ by: head, area: 'groups', action: 'removeMember', input }, () => null)
}

/** 我来接: one of the staff takes the rest of the running shift, or one of the next days'. Shifts begin at 8:00 and 20:00. */
export async function takeShift(play: Play, unitId: string, which: 'running' | 'coming'): Promise<void> {
  const { chance, stage } = play
  const by = chance.oneOf(stage.players.filter((player) => player.unitId === unitId))
  const begun = Math.floor(play.now() / SHIFT) * SHIFT
  const from = which === 'running' ? play.now() : begun + chance.between(1, 5) * SHIFT
  const to = which === 'running' ? begun + SHIFT : from + SHIFT
  const input = { unitId, from, to, moveId: draftOf(play) }
  await play.calls({ by, area: 'duty', action: 'takeShift', input }, () => null)
}

/** 群主 looks at a message held for review. */
export async function review(play: Play, messageId: string): Promise<void> {
  const { chance, stage } = play
  const verdict = chance.oneOf(['show', 'show', 'refuse'])
  const input = {
    messageId,
    verdict,
    reason: verdict === 'refuse' ? '请换一种说法' : '',
    moveId: draftOf(play),
  }
  await play.calls({ by: stage.head, area: 'groups', action: 'reviewMessage', input }, () => null)
}
