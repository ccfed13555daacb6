import * as v from 'valibot'
import type { Rallies } from '../../../miniprogram/domain/contract/rallies'
import { parseCode } from '../../../miniprogram/domain/codes'
import { metresBetween } from '../../../miniprogram/domain/distances'
import { command, db } from '../../_kit/cloud'
import { Refusal } from '../../_kit/refusal'
import type { ActionSpec } from '../../_kit/serve'
import { isOperator } from '../operator'
import { evidence } from '../scan-input'
import { isGenuine, isKeyValid } from '../scene-check'
import type { EventDocument, PointDocument, SheetDocument } from '../store'

/** The last scan of one hung sheet before opening. */
export interface TrialScan {
  _id: string
  eventId: string
  sheetId: string
  pointId: string
  by: string
  at: Date
  /** It waited for a network: the signal there is weak. */
  waited: boolean
  wrongPlace: boolean
}

type Read = SheetDocument & {
  point: PointDocument[]
  event: EventDocument[]
  sheets: SheetDocument[]
  scans: TrialScan[]
  shifts: { personId: string | null }[]
}

/** A sheet further than this from where its point should be hangs at the wrong one, in metres. */
const WRONG_PLACE = 200

/**
 * A scan of a hung sheet on site, before opening, by an operator or someone on a shift of the event. It stands apart from
 * stamps. Four database requests.
 */
export const trialScan: ActionSpec<Rallies['trialScan']> = {
  who: 'person',
  input: v.strictObject({
    scene: v.pipe(v.string(), v.maxLength(64)),
    scannedAt: evidence.scannedAt,
    waited: v.boolean(),
    position: evidence.position,
  }),
  async run({ actor, input, now }) {
    const sheet = await readSheet(input.scene)
    const [point, event] = [sheet.point[0]!, sheet.event[0]]
    const staff = sheet.shifts.some(({ personId }) => personId === actor.personId)
    if (!staff && !(await isOperator(actor.personId))) throw new Refusal('NOT_ALLOWED')
    if (event?.state !== 'draft') throw new Refusal('EVENT_NOT_DRAFT')
    if (sheet.withdrawnAt) throw new Refusal('CODE_WITHDRAWN')
    const { position } = input
    const metres =
      position && point.position ? metresBetween(position, point.position) - position.accuracy : 0
    const wrongPlace = metres > WRONG_PLACE
    const scan = { eventId: sheet.eventId, sheetId: sheet._id, pointId: point._id, by: actor.personId }
    await db
      .collection('trialScans')
      .doc(sheet._id)
      .set({ ...scan, at: new Date(now), waited: input.waited, wrongPlace })
    const hung = sheet.sheets.filter(({ withdrawnAt }) => withdrawnAt === null)
    const good = sheet.scans.filter((each) => each._id !== sheet._id && !each.wrongPlace)
    const points = new Set([...good.map(({ pointId }) => pointId), ...(wrongPlace ? [] : [point._id])])
    return {
      pointName: point.name,
      state: wrongPlace ? ('wrongPlace' as const) : ('scanned' as const),
      done: points.size,
      of: new Set(hung.map(({ pointId }) => pointId)).size,
    }
  },
}

async function readSheet(scene: string): Promise<Read> {
  const code = parseCode(scene)
  if (code?.kind !== 'sheet') throw new Refusal('CODE_UNREADABLE')
  if (!isKeyValid(code.scene.keyVersion)) throw new Refusal('CODE_WITHDRAWN')
  if (!isGenuine(code.scene)) throw new Refusal('CODE_FORGED')
  const { data } = await db
    .collection('sheets')
    .aggregate()
    .match({ _id: code.scene.sheetId, keyVersion: command.eq(code.scene.keyVersion) })
    .limit(1)
    .lookup({ from: 'points', localField: 'pointId', foreignField: '_id', as: 'point' })
    .lookup({ from: 'events', localField: 'eventId', foreignField: '_id', as: 'event' })
    .lookup({ from: 'sheets', localField: 'eventId', foreignField: 'eventId', as: 'sheets' })
    .lookup({ from: 'trialScans', localField: 'eventId', foreignField: 'eventId', as: 'scans' })
    .lookup({ from: 'shifts', localField: 'eventId', foreignField: 'eventId', as: 'shifts' })
    .end()
  const sheet = data[0] as Read | undefined
  if (!sheet?.point[0]) throw new Refusal('CODE_WITHDRAWN')
  return sheet
}
