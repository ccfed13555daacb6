import * as v from 'valibot'
import type { Rallies } from '../../../miniprogram/domain/contract/rallies'
import type {
  EventImportResult,
  EventSheetProblem,
} from '../../../miniprogram/domain/contract/rallies/operating'
import { planEvent, type EventPlan } from '../../../miniprogram/domain/event-plan'
import { readEventSheets } from '../../../miniprogram/domain/event-sheet'
import { TREASURES } from '../../../miniprogram/domain/treasures'
import { deleteFile, downloadFile } from '../../_kit/cloud'
import { derivedId, draftedId } from '../../_kit/ids'
import { draftId, id } from '../../_kit/inputs'
import { addOnce, find } from '../../_kit/once'
import { Refusal } from '../../_kit/refusal'
import type { ActionSpec } from '../../_kit/serve'
import { requireOperator } from '../operator'
import type { EventDocument } from '../store'
import { plannedDocuments } from './planned-documents'
import { readEventWorkbook } from './read-event-workbook'
import { writePlan } from './write-plan'

const LISTED = 200
const NOTHING = { added: 0, changed: 0, same: 0, missing: [] as string[] }

/** What one import came to, kept so that a repeat after a lost answer gets the same. */
interface EventImport extends EventImportResult {
  _id: string
  by: string
  at: Date
}

/**
 * Makes a carnival from a workbook, or changes it by the same workbook edited. One thing wrong anywhere and nothing is
 * written: half a route is worse than none. The file holds phone numbers, so it is deleted once it was read.
 */
export const importEvent: ActionSpec<Rallies['importEvent']> = {
  who: 'person',
  input: v.strictObject({
    importId: draftId,
    eventId: v.optional(id),
    fileId: v.pipe(v.string(), v.maxLength(300), v.regex(/^cloud:\/\/[^/]+\/chat\/event-[\w-]{8,64}\.xlsx$/)),
  }),
  async run({ actor, input, now }) {
    await requireOperator(actor.personId)
    const importId = draftedId(actor.personId, 'event-import', input.importId)
    const before = await find<EventImport>('eventImports', importId)
    const bytes = before ? null : await bytesOf(input.fileId)
    await deleteFile(input.fileId)
    if (before || !bytes) return resultOf(before!)
    const { plan, problems } = readPlan(await readEventWorkbook(bytes))
    const eventId = input.eventId ?? derivedId('event', plan?.event.name ?? '')
    if (input.eventId && !(await find<EventDocument>('events', input.eventId))) throw new Refusal('NOT_FOUND')
    const written =
      plan && problems.length === 0
        ? await writePlan(plannedDocuments(plan, eventId, TREASURES), eventId, {
            importId,
            by: actor.personId,
            now,
          })
        : NOTHING
    const result = { eventId, name: plan?.event.name ?? '', ...written, problems: problems.slice(0, LISTED) }
    if (problems.length > 0) return result
    const about = { _id: importId, by: actor.personId, at: new Date(now) }
    return resultOf((await addOnce<EventImport>('eventImports', { ...about, ...result })).document)
  },
}

function readPlan(sheets: Record<string, unknown[][]>): {
  plan: EventPlan | null
  problems: EventSheetProblem[]
} {
  const { rows, problems } = readEventSheets(sheets)
  // What a cell means is asked only when every cell could be read.
  return problems.length > 0 ? { plan: null, problems } : planEvent(rows)
}

async function bytesOf(fileId: string): Promise<Buffer> {
  try {
    return await downloadFile(fileId)
  } catch (error) {
    console.warn(JSON.stringify({ importEvent: String((error as Error)?.message ?? error) }))
    throw new Refusal('NOT_FOUND')
  }
}

function resultOf({
  eventId,
  name,
  added,
  changed,
  same,
  problems,
  missing,
}: EventImportResult): EventImportResult {
  return { eventId, name, added, changed, same, problems, missing }
}
