/**
 * What follows from a move: the obligation in inboxes, and telling those concerned. Everything follows from the case, so
 * whoever dies half-way leaves it to the next run of the timer, which finds the case by `unfollowed`.
 */
import { cardOfCase } from '../../miniprogram/domain/case-card'
import {
  obligationOf,
  opinionObligationOf,
  type CaseObligation,
} from '../../miniprogram/domain/case-obligation'
import type { Case } from '../../miniprogram/domain/cases'
import type { Identity } from '../_kit/actor'
import { command, db } from '../_kit/cloud'
import { derivedId } from '../_kit/ids'
import { addOnce } from '../_kit/once'
import { carryCard } from '../_kit/obligations/card'
import { tell } from '../_kit/obligations/tell'
import { wayTo } from '../_kit/reach'
import { tickInboxes } from '../_kit/ticks'
import { loadCase, CASES, type LoadedCase } from './store'

/** At most four requests, and three for each who is told. @returns the obligation as it stands */
export async function follow({ current, obligation }: LoadedCase, now: number): Promise<void> {
  const shown = await show(current, obligation)
  // Another run has shown a later move: that one follows it.
  if (!shown) return
  const opinions = await showOpinions(current)
  const called = [obligation, shown, ...opinions].flatMap((each) => each?.calledIds ?? [])
  await tickInboxes([...new Set([...called, ...toldOf(current)])])
  if (current.chat) await carry(current, current.chat, now)
  for (const each of [shown, ...opinions]) await tellWaiting(each, now)
  await db
    .collection(CASES)
    .where({ _id: current._id, revision: current.revision })
    .update({ unfollowed: command.remove() })
}

/** Back into the chat it came from: one request, at first up to five. */
async function carry(current: Case, { obligationId }: NonNullable<Case['chat']>, now: number): Promise<void> {
  const by = current.history[0]?.by ?? current.ownerId
  await tickInboxes(await carryCard(obligationId, cardOfCase(current), { by, now }))
}

/** Those of the last move: whose lists look different now. */
function toldOf({ history, requesterId }: Case): string[] {
  return [
    ...(history.at(-1)?.tell ?? []).map(({ personId }) => personId),
    ...(requesterId ? [requesterId] : []),
  ]
}

/** Writes the obligation as the case stands; null when a later move is shown already. One request, two for the first. */
async function show(current: Case, stored: CaseObligation | null): Promise<CaseObligation | null> {
  const left = await write(obligationOf(current, stored?.notices), stored)
  if (left !== 'again') return left
  const again = await loadCase(current._id)
  return again ? show(current, again.obligation) : null
}

/** What helping units owe, as far as it changed. None where nobody helps; else one request, and one for each changed. */
async function showOpinions(current: Case): Promise<CaseObligation[]> {
  if (current.coHandling.length === 0) return []
  const idOf = (unitId: string) => derivedId('opinion', current._id, unitId)
  const ids = current.coHandling.map(({ unitId }) => idOf(unitId))
  for (;;) {
    const { data } = await db
      .collection('obligations')
      .where({ _id: command.in(ids) })
      .limit(ids.length)
      .get()
    const stored = new Map((data as CaseObligation[]).map((each) => [each._id, each]))
    const shown = await Promise.all(
      current.coHandling.map((opinion) => {
        const first = stored.get(idOf(opinion.unitId)) ?? null
        return write(opinionObligationOf(current, opinion, idOf(opinion.unitId), first?.notices), first)
      }),
    )
    if (!shown.includes('again')) return shown.flatMap((each) => (each && each !== 'again' ? [each] : []))
  }
}

/** Null when a later move is shown already; 'again' when another wrote meanwhile. */
async function write(
  wanted: CaseObligation,
  stored: CaseObligation | null,
): Promise<CaseObligation | null | 'again'> {
  const { revision } = wanted.source
  if (!stored) {
    const { document, added } = await addOnce('obligations', wanted)
    if (!added && document.source.revision < revision) return 'again'
    return document.source.revision === revision ? document : null
  }
  if (stored.source.revision > revision) return null
  if (stored.source.revision === revision) return stored
  const { _id, notices, steps: _steps, history: _history, createdAt: _createdAt, ...fields } = wanted
  const fresh = notices.filter(({ id }) => !stored.notices.some((notice) => notice.id === id))
  const { updated } = await db
    .collection('obligations')
    .where({ _id, 'source.revision': stored.source.revision })
    .update({
      ...fields,
      source: command.set(fields.source),
      asked: command.set(fields.asked),
      ...(fresh.length > 0 ? { notices: command.push(fresh) } : {}),
    })
  return updated === 1 ? { ...wanted, notices: [...stored.notices, ...fresh] } : 'again'
}

/** Outside the app, at most once each; the inbox is the guarantee. One request for all their identities. */
async function tellWaiting(obligation: CaseObligation, now: number): Promise<void> {
  const waiting = obligation.notices.flatMap(({ outcome, personId }, place) =>
    outcome === 'waiting' ? [{ personId, place }] : [],
  )
  if (waiting.length === 0) return
  const ids = [...new Set(waiting.map(({ personId }) => personId))]
  const { data } = await db
    .collection('identities')
    .where({ personId: command.in(ids) })
    .limit(100)
    .get()
  let told = obligation
  for (const { personId, place } of waiting) {
    const own = (data as Identity[]).filter((identity) => identity.personId === personId)
    told = await tell(told, place, { way: wayTo(own, null, now), settings: null, now })
  }
}
