import * as v from 'valibot'
import type { Groups } from '../../../miniprogram/domain/contract/groups'
import type { RosterImportResult } from '../../../miniprogram/domain/contract/groups/roster'
import { planImport } from '../../../miniprogram/domain/roster'
import { readSheet, SHEET_ROWS_MAX } from '../../../miniprogram/domain/roster-sheet'
import type { Identity } from '../../_kit/actor'
import { db, deleteFile, downloadFile } from '../../_kit/cloud'
import { draftedId } from '../../_kit/ids'
import { draftId, id } from '../../_kit/inputs'
import { addOnce, find } from '../../_kit/once'
import { phoneDigest } from '../../_kit/phone-digest'
import { Refusal } from '../../_kit/refusal'
import type { ActionSpec } from '../../_kit/serve'
import { entriesOf } from './import-entries'
import { writeImport } from './import-writes'
import { readWorkbook } from './read-workbook'
import { groupToKeep } from './roster-keeper'
import { allRows, presentRow } from './roster-rows'

/** What one import came to, kept so that a repeat after a lost answer gets the same. */
interface RosterImport extends RosterImportResult {
  _id: string
  conversationId: string
  by: string
  at: Date
}

const LISTED = 200

/**
 * Brings a spreadsheet into a group's roster. For 183 new people 9 database requests, importing the same sheet again 7; one more when officials are among them.
 * The file holds phone numbers, so it is deleted once it is read. Only files that were put there for an import are
 * opened: an id of someone else's picture is none.
 */
export const importRoster: ActionSpec<Groups['importRoster']> = {
  who: 'person',
  input: v.strictObject({
    importId: draftId,
    conversationId: id,
    fileId: v.pipe(
      v.string(),
      v.maxLength(300),
      v.regex(/^cloud:\/\/[^/]+\/chat\/roster-[\w-]{8,64}\.xlsx$/),
    ),
  }),
  async run({ actor, input, now }) {
    const conversation = await groupToKeep(input.conversationId, actor)
    const importId = draftedId(actor.personId, 'import', input.importId)
    const before = await find<RosterImport>('rosterImports', importId)
    if (before) {
      await deleteFile(input.fileId) // The phone put it up again before it asked again.
      return resultOf(before)
    }

    const sheet = await readWorkbook(await bytesOf(input.fileId))
    const headIdentity = await headDigest(conversation.headId)
    const reading = readSheet(sheet, (number) => phoneDigest(number) === headIdentity)
    if ('code' in reading) {
      await deleteFile(input.fileId)
      throw new Refusal(reading.code, { max: SHEET_ROWS_MAX })
    }
    const { entries, problems } = await entriesOf(reading.people, conversation._id, actor.openid)
    const wrong = [...reading.problems, ...problems].sort((one, other) => one.row - other.row)
    const plan = planImport(entries, await allRows(conversation._id))
    await writeImport(plan, { importId, by: actor.personId, now })
    const result: RosterImportResult = {
      added: plan.added.length,
      changed: plan.changed.length,
      same: plan.same,
      wrong: new Set(wrong.map(({ row }) => row)).size,
      problems: wrong.slice(0, LISTED),
      missing: plan.missing.slice(0, LISTED).map(presentRow),
    }
    const about = { conversationId: conversation._id, by: actor.personId, at: new Date(now) }
    const { document } = await addOnce<RosterImport>('rosterImports', { _id: importId, ...about, ...result })
    await deleteFile(input.fileId)
    return resultOf(document)
  },
}

async function bytesOf(fileId: string): Promise<Buffer> {
  try {
    return await downloadFile(fileId)
  } catch (error) {
    console.warn(JSON.stringify({ importRoster: String((error as Error)?.message ?? error) }))
    throw new Refusal('NOT_FOUND')
  }
}

/** Of 群主's own verified number: only his row may say 群主. */
async function headDigest(headId: string): Promise<string | null> {
  const { data } = await db.collection('identities').where({ personId: headId }).limit(20).get()
  return (data as Identity[]).find((identity) => identity.phoneDigest)?.phoneDigest ?? null
}

function resultOf({
  added,
  changed,
  same,
  wrong,
  problems,
  missing,
}: RosterImportResult): RosterImportResult {
  return { added, changed, same, wrong, problems, missing }
}
