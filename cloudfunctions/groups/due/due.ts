/**
 * What the area's own timer does each minute: what a crash left undone, then what is due. Late, doubled or missing runs do
 * no harm, since everything is judged by what stands in the database and moved by conditional updates.
 */
import { isOpen } from '../../../miniprogram/domain/obligations'
import { now as clock } from '../../_kit/clock'
import { command, db, isFromPhone } from '../../_kit/cloud'
import { climb } from '../../_kit/obligations/climb'
import { moveObligation } from '../../_kit/obligations/move'
import type { Obligation } from '../../_kit/obligations/store'
import { tickConversation, tickInboxes } from '../../_kit/ticks'
import { showCard } from '../cases/show-card'
import { markChanged } from '../messages'
import { followRotas } from './rotas'
import { sinceLastRun, type Unshown } from './since-last-run'
import { standingOf, surroundingsOf, type Surroundings } from './standing'
import { sweep } from './sweep'
import { tellWaiting } from './tell-waiting'

const PAGE = 50
/** The function's time limit is 20 s: what is left then is due in the next minute too, and comes first. */
const STOP_AFTER_MS = 12_000
/** Obligations in work at once. */
const AT_ONCE = 5

/** A phone can send the same words, but only the platform's timer is believed. */
export function isTimer(event: unknown): boolean {
  const { Type, TriggerName } = (event ?? {}) as { Type?: unknown; TriggerName?: unknown }
  return !isFromPhone() && Type === 'Timer' && TriggerName === 'due'
}

export async function due(): Promise<{ looked: number; moved: number }> {
  const now = clock()
  const { upTo, changedRotas, unshown, cards } = await sinceLastRun(now)
  await sweep(upTo, now)
  await showLeft(unshown)
  for (const each of cards) await showCard(each)
  const done = new Set<string>()
  const count = { looked: 0, moved: 0 }
  let failure: unknown = null
  const workOn = async (found: Obligation[]) => {
    const page = found.filter(({ _id }) => !done.has(_id))
    if (page.length === 0) return
    for (const { _id } of page) done.add(_id)
    const { moved, failed } = await work(page, now)
    count.looked += page.length
    count.moved += moved
    failure ??= failed
  }
  const isOver = () => clock() - now > STOP_AFTER_MS
  for (;;) {
    const found = await dueObligations(now)
    const isLast = found.length < PAGE || found.every(({ _id }) => done.has(_id))
    await workOn(found)
    if (isLast || isOver()) break
  }
  if (!isOver()) await followRotas(changedRotas, now, workOn)
  if (failure && count.moved === 0) throw failure as Error
  return count
}

/** One page, the longest due first. Index due. */
async function dueObligations(now: number): Promise<Obligation[]> {
  const { data } = await db
    .collection('obligations')
    .where({ 'source.area': 'groups', open: true, nextAt: command.lte(new Date(now)) })
    .orderBy('nextAt', 'asc')
    .limit(PAGE)
    .get()
  return data as Obligation[]
}

async function work(page: Obligation[], now: number): Promise<{ moved: number; failed: unknown }> {
  const around = await surroundingsOf(page, now)
  const waiting = [...page]
  const woken = new Set<string>()
  let moved = 0
  let failed: unknown = null
  const worker = async () => {
    for (let each = waiting.shift(); each; each = waiting.shift()) {
      try {
        const people = await advance(each, around)
        if (people.length > 0) moved += 1
        for (const person of people) woken.add(person)
      } catch (error) {
        // One that cannot be moved must not keep the others waiting.
        failed = error
        console.error(JSON.stringify({ due: each._id, error: String((error as Error)?.message ?? error) }))
      }
    }
  }
  await Promise.all(Array.from({ length: AT_ONCE }, worker))
  await tickInboxes([...woken])
  return { moved, failed }
}

/** @returns whose inboxes changed */
async function advance(obligation: Obligation, around: Surroundings): Promise<string[]> {
  const standing = standingOf(obligation, around)
  if (!standing) return []
  if (isForNobody(obligation, around)) {
    const moveId = `gone.${obligation._id}`
    await moveObligation(obligation, { move: 'recall', moveId, by: obligation.askerId, now: around.now })
    return obligation.calledIds
  }
  const before = await tellWaiting(obligation, around)
  const climbed = await climb(before, standing, around.now)
  if (!climbed) return []
  const moved = climbed.move !== null && climbed.move !== 'look'
  const after = moved ? await tellWaiting(climbed.obligation, around) : climbed.obligation
  // Last of all: whether somebody was reached, or took up the phone, is what the asker waits to see.
  if (moved || outcomesOf(after) !== outcomesOf(obligation)) await showChange(after)
  return moved ? [...new Set([...obligation.calledIds, ...after.calledIds])] : []
}

function outcomesOf({ notices }: Obligation): string {
  return notices.map(({ outcome }) => outcome).join()
}

/** Its only message was recalled, withdrawn or refused while its obligation was being made. */
function isForNobody({ source, messageIds, state }: Obligation, { goneMessages }: Surroundings): boolean {
  if (source.about !== 'mention' || !isOpen(state)) return false
  return messageIds.length === 1 && goneMessages.has(messageIds[0]!)
}

/**
 * The asker sees by itself who has it now. Three requests for each message that asked. Its own message comes last: who
 * finds that one marked knows that the others are.
 */
async function showChange({ source, messageIds }: Pick<Obligation, 'source' | 'messageIds'>): Promise<void> {
  if (source.about !== 'mention') return
  const joined = messageIds.filter((messageId) => messageId !== source.messageId)
  let n = 0
  for (const messageId of [...joined, source.messageId])
    n = await markChanged(source.conversationId, messageId)
  await tickConversation(source.conversationId, n)
}

/** What runs that were killed have moved and not shown. */
async function showLeft(unshown: Unshown[]): Promise<void> {
  for (const each of unshown) await showChange(each)
  await tickInboxes([...new Set(unshown.flatMap(({ calledIds }) => calledIds))])
}
