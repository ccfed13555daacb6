/** An @ that a case takes over: it ends, and carries how the case stands, for the groups area to show in the chat. */
import type { CaseCard } from '../../../miniprogram/domain/case-card'
import { isReleasedBy, type MoveName } from '../../../miniprogram/domain/obligations'
import { command, db } from '../cloud'
import { Refusal } from '../refusal'
import { moveObligation } from './move'
import { findObligation, obligationsOfMessages, type Obligation } from './store'

interface Taking {
  /** Who raised it. */
  by: string
  /** The cloud's time in ms. */
  now: number
}

/**
 * Writes how the case stands, unless something newer stands there. The first time the @ is moved to 已转诉求, with the
 * case's id as move id, and with it others who were asked in the same message are released; done again, it finds its own
 * work. One request; at first two to read, one for each @ that ends, one for the card.
 * @returns whose inboxes changed
 */
export async function carryCard(obligationId: string, card: CaseCard, taking: Taking): Promise<string[]> {
  const where = { _id: obligationId, 'card.revision': command.lt(card.revision) }
  if (await writeCard(where, card, taking.now)) return []
  const obligation = await findObligation(obligationId)
  if (!obligation || obligation.card) return []
  const touched = await take(obligation, card.caseId, taking)
  await writeCard({ _id: obligationId, card: command.exists(false) }, card, taking.now)
  return [...new Set(touched.flatMap(({ calledIds, askerId }) => [...calledIds, askerId]))]
}

async function writeCard(where: object, card: CaseCard, now: number): Promise<boolean> {
  const { updated } = await db
    .collection('obligations')
    .where(where)
    .update({ card: command.set(card), cardDueAt: new Date(now) })
  return updated === 1
}

async function take(obligation: Obligation, caseId: string, { by, now }: Taking): Promise<Obligation[]> {
  const covered = new Set(obligation.messageIds)
  const others = await obligationsOfMessages([...covered])
  const moves = async (each: Obligation, move: MoveName): Promise<Obligation[]> => {
    try {
      await moveObligation(each, { move, moveId: caseId, by, now })
      return [each]
    } catch (error) {
      // Somebody answered it in between: it ended by that, and the case stands all the same.
      if (error instanceof Refusal && error.code === 'MOVE_REFUSED') return []
      throw error
    }
  }
  const taken = await moves(obligation, 'transfer')
  const released = others.filter((each) => each._id !== obligation._id && isReleasedBy(each, covered))
  return [...taken, ...(await Promise.all(released.map((each) => moves(each, 'release')))).flat()]
}
