/** At the end of a schedule: what was said to be done stands in the store, and nobody was told the same twice. */
import type { Delivery } from '../../../local/cloud'
import type { Notice, Obligation } from '../../../miniprogram/domain/obligations'
import type { Database } from '../../admin-database'
import type { Reader } from './reader'
import type { Stage } from './stage'
import { readAll, waitedFor, type StoredMessage } from './stored'

/** What the cloud has acknowledged to a phone. */
export type Kept =
  | { kind: 'message'; messageId: string }
  | { kind: 'move'; obligationId: string; moveId: string }
  /** By one who owed it, or was called, when he wrote it. */
  | { kind: 'answer'; obligationId: string; messageId: string }

/** @returns how many @ waited for an answer */
export async function readEnding(
  db: Database,
  { conversationId, players, numberOf }: Stage,
  { reader, kept, deliveries }: { reader: Reader; kept: Kept[]; deliveries: Delivery[] },
): Promise<number> {
  const [obligations, messages] = await Promise.all([
    readAll<Obligation>(db.collection('obligations').where({ 'source.conversationId': conversationId })),
    readAll<StoredMessage>(db.collection('messages').where({ conversationId })),
  ])
  const byId = new Map(obligations.map((each) => [each._id, each]))
  const written = new Set(messages.map(({ _id }) => _id))
  for (const each of kept) {
    if (each.kind === 'message') {
      if (!written.has(each.messageId)) reader.count('lost', `message ${each.messageId}`)
      continue
    }
    const { history = [], open = true } = byId.get(each.obligationId) ?? {}
    const moveId = each.kind === 'move' ? each.moveId : each.messageId
    if (history.some((entry) => entry.moveId === moveId)) continue
    // Somebody else's answer may have been faster than the second try of his.
    if (each.kind === 'answer' && (!open || history.some(({ move }) => move === 'reopen'))) continue
    reader.count('lost', `${each.kind} ${moveId}`)
  }
  for (const obligation of obligations) twiceInside(obligation)
  for (const player of players) {
    const his = obligations.map((each) => ({
      each,
      notices: each.notices.filter(({ personId }) => personId === player.personId),
    }))
    for (const { each } of his) {
      const messageId = each.source.messageId
      const others = his.filter((one) => one.each.source.messageId === messageId)
      if (others[0]!.each !== each) continue
      const pushes = deliveries.flatMap((delivery) =>
        delivery.channel === 'subscription' &&
        delivery.openid === player.openid &&
        delivery.page.includes(`messageId=${messageId}`)
          ? [delivery.at]
          : [],
      )
      const all = others.flatMap((one) => one.notices).filter(({ callId }) => callId === null)
      tooMany(pushes, all, `push ${messageId} ${player.personId}`)
    }
    const robots = deliveries.flatMap((delivery) =>
      delivery.channel === 'robot' &&
      delivery.errcode === 0 &&
      JSON.stringify(delivery.message).includes(`请 ${player.name} 在`)
        ? [delivery.at]
        : [],
    )
    const every = his.flatMap(({ notices }) => notices)
    tooMany(
      robots,
      every.filter(({ callId }) => callId === null),
      `robot ${player.personId}`,
    )
    const number = numberOf(player.personId)
    const rung = deliveries.flatMap((delivery) =>
      delivery.channel === 'voice' && delivery.phone === number ? [delivery.at] : [],
    )
    tooMany(
      rung,
      every.filter(({ callId }) => callId !== null),
      `call ${player.personId}`,
    )
  }
  return messages.flatMap(waitedFor).length

  function twiceInside({ _id, notices }: Obligation): void {
    const ids = new Set<string>()
    const rungs = new Set<string>()
    for (const { id, personId, round, why, callId } of notices) {
      if (ids.has(id)) reader.count('toldTwice', `${_id} ${id}`)
      ids.add(id)
      if (!['asked', 'rung'].includes(why) || callId !== null) continue
      const rung = `${round} ${personId}`
      if (rungs.has(rung)) reader.count('toldTwice', `${_id} round ${rung}`)
      rungs.add(rung)
    }
  }

  /** Each delivery has a notice of its own: one that was tried at that moment, else one of which no try is noted. */
  function tooMany(times: number[], notices: Notice[], key: string): void {
    const free = [...notices]
    for (const at of [...times].sort((one, other) => one - other)) {
      const exact = free.findIndex(({ triedAt }) => triedAt?.getTime() === at)
      const loose = free.findIndex(
        ({ triedAt, outcome, at: since }) =>
          triedAt === null && outcome !== 'unreachable' && since.getTime() <= at,
      )
      const place = exact >= 0 ? exact : loose
      if (place < 0) reader.count('toldTwice', `${key} at ${at}`)
      else free.splice(place, 1)
    }
  }
}
