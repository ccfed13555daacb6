import * as v from 'valibot'
import type { Rallies } from '../../../miniprogram/domain/contract/rallies'
import { saySerial } from '../../../miniprogram/domain/serials'
import { db } from '../../_kit/cloud'
import { id, moveId } from '../../_kit/inputs'
import { addOnce, find } from '../../_kit/once'
import { Refusal } from '../../_kit/refusal'
import type { ActionSpec } from '../../_kit/serve'
import { requireOperator } from '../operator'
import { sealSheet } from '../scene-check'
import type { SheetDocument } from '../store'
import { newSheet } from './planned-documents'

/**
 * A new sheet for a point; the old one ends at this moment. The new one is added first: a call that dies in between leaves
 * two good sheets and no bare wall. Five database requests.
 */
export const replaceSheet: ActionSpec<Rallies['replaceSheet']> = {
  who: 'person',
  input: v.strictObject({ moveId, sheetId: id }),
  async run({ actor, input, now }) {
    await requireOperator(actor.personId)
    const old = await find<SheetDocument>('sheets', input.sheetId)
    if (!old) throw new Refusal('NOT_FOUND')
    const { eventId, routeId, pointId } = old
    // By the old sheet, not by the move: withdrawing one sheet twice makes one new sheet.
    const { sheetId, keyVersion, shortCode } = newSheet(pointId, `after ${old._id}`)
    const added = { _id: sheetId, eventId, routeId, pointId, keyVersion, shortCode, withdrawnAt: null }
    const { document } = await addOnce<SheetDocument>('sheets', added)
    await db
      .collection('sheets')
      .where({ _id: old._id, withdrawnAt: null })
      .update({ withdrawnAt: new Date(now), withdrawnBy: actor.personId })
    const scene = sealSheet(sheetId, document.keyVersion)
    return { sheetId, scene, shortCode: saySerial(document.shortCode ?? '') }
  },
}
