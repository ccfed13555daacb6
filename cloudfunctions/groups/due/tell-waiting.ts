import { ladderOfGroup } from '../../../miniprogram/domain/ladder'
import type { Obligation } from '../../_kit/obligations/store'
import { tell } from '../../_kit/obligations/tell'
import { wayToOneOf, type Surroundings } from './standing'

/** Tells everyone of an obligation who was not told yet: by this run, or because a function died before it did. */
export async function tellWaiting(
  obligation: Obligation,
  around: Omit<Surroundings, 'goneMessages'>,
): Promise<Obligation> {
  const conversation = around.conversations.get(obligation.source.conversationId)
  let current = obligation
  for (const [place, notice] of obligation.notices.entries()) {
    if (notice.outcome !== 'waiting' || !conversation) continue
    const way = wayToOneOf(obligation, notice.personId, around)
    current = await tell(current, place, { way, settings: ladderOfGroup(conversation), now: around.now })
  }
  return current
}
