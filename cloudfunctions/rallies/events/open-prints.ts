import * as v from 'valibot'
import type { Rallies } from '../../../miniprogram/domain/contract/rallies'
import { saySerial } from '../../../miniprogram/domain/serials'
import { db } from '../../_kit/cloud'
import { id } from '../../_kit/inputs'
import { Refusal } from '../../_kit/refusal'
import type { ActionSpec } from '../../_kit/serve'
import type { DeskDocument } from '../gifts/store'
import { requireOperator } from '../operator'
import { sealSheet } from '../scene-check'
import type { EventDocument, PointDocument, RouteDocument, SheetDocument } from '../store'

type Read = EventDocument & {
  routes: RouteDocument[]
  points: PointDocument[]
  sheets: SheetDocument[]
  desks: DeskDocument[]
}

/** What is printed of an event. The scenes are for printers alone: operators only. Three database requests. */
export const openPrints: ActionSpec<Rallies['openPrints']> = {
  who: 'person',
  input: v.strictObject({ eventId: id }),
  async run({ actor, input }) {
    await requireOperator(actor.personId)
    const { data } = await db
      .collection('events')
      .aggregate()
      .match({ _id: input.eventId })
      .limit(1)
      .lookup({ from: 'routes', localField: '_id', foreignField: 'eventId', as: 'routes' })
      .lookup({ from: 'points', localField: 'routes._id', foreignField: 'routeId', as: 'points' })
      .lookup({ from: 'sheets', localField: '_id', foreignField: 'eventId', as: 'sheets' })
      .lookup({ from: 'desks', localField: '_id', foreignField: 'eventId', as: 'desks' })
      .end()
    const event = data[0] as Read | undefined
    if (!event) throw new Refusal('NOT_FOUND')
    const place = (sheet: SheetDocument) => event.points.find(({ _id }) => _id === sheet.pointId)
    const order = (sheet: SheetDocument) =>
      (event.routes.find(({ _id }) => _id === sheet.routeId)?.order ?? 0) * 1000 + (place(sheet)?.order ?? 0)
    return {
      sheets: event.sheets
        .filter(({ withdrawnAt }) => withdrawnAt === null)
        .sort((one, other) => order(one) - order(other))
        .map((sheet) => ({
          sheetId: sheet._id,
          pointId: sheet.pointId,
          pointName: place(sheet)?.name ?? '',
          routeId: sheet.routeId,
          scene: sealSheet(sheet._id, sheet.keyVersion),
          shortCode: sheet.shortCode ? saySerial(sheet.shortCode) : '',
        })),
      desks: event.desks.map(({ _id: deskId, name, place: where }) => ({ deskId, name, place: where })),
    }
  },
}
