/** 活动后台: what an operator does with a carnival. One function per action. */
import type { Answer } from '../../domain/contract/envelope'
import type { EventImportResult } from '../../domain/contract/rallies/operating'
import type { DraftPicture } from '../drafts'
import { callAction, uploadFile } from '../cloud'
import type { InputOf, OutputOf } from '../cloud'
import { phoneTime } from '../clock'
import { makeId } from '../ids'
import { moveOnce } from '../moves'
import { putInOutbox } from '../outbox'
import { openRoute } from '../rallies'
import type { OpenRoute } from '../rallies'
import type { WaitingCall } from '../waiting-calls'
import { positionFor } from './position'

export const listEvents = () => callAction('rallies', 'listEvents', {})
export const openTrial = (eventId: string) => callAction('rallies', 'openTrial', { eventId })
export const openBoard = (eventId: string) => callAction('rallies', 'openBoard', { eventId })
export const openPrints = (eventId: string) => callAction('rallies', 'openPrints', { eventId })
export const listFlags = (eventId: string) => callAction('rallies', 'listFlags', { eventId })

/** The empty workbook as a file of this phone. @returns its path */
export async function eventTemplate(): Promise<Answer<{ path: string }>> {
  const answer = await callAction('rallies', 'eventTemplate', {})
  if (!answer.ok) return answer
  const path = `${wx.env.USER_DATA_PATH}/${answer.data.fileName}`
  wx.getFileSystemManager().writeFileSync(path, answer.data.base64, 'base64')
  return { ok: true, data: { path } }
}

export const listPointPictures = (eventId: string) => callAction('rallies', 'listPointPictures', { eventId })

/** @param picture copied to the app's own files, whose name is made once: a repeat puts the same file */
export async function addPointPicture(
  pointId: string,
  { path, width, height }: DraftPicture,
): Promise<Answer<OutputOf<'rallies', 'addPointPicture'>>> {
  const uploaded = await uploadFile(`points/${path.slice(path.lastIndexOf('/') + 1)}`, path)
  if (!uploaded.ok) return uploaded
  const { fileId } = uploaded.data
  return moveOnce(`addPointPicture/${pointId}/${fileId}`, (moveId) =>
    callAction('rallies', 'addPointPicture', { moveId, pointId, fileId, width, height }),
  )
}

export const removePointPicture = (pointId: string, pictureId: string) =>
  moveOnce(`removePointPicture/${pointId}/${pictureId}`, (moveId) =>
    callAction('rallies', 'removePointPicture', { moveId, pointId, pictureId }),
  )

/** @param importId made once per file, so that trying again is the same import */
export async function importEvent(importId: string, filePath: string): Promise<Answer<EventImportResult>> {
  const uploaded = await uploadFile(`chat/event-${importId}.xlsx`, filePath)
  if (!uploaded.ok) return uploaded
  return callAction('rallies', 'importEvent', { importId, fileId: uploaded.data.fileId })
}

type EventState = InputOf<'rallies', 'setEventState'>['state']
export const setEventState = (eventId: string, state: EventState) =>
  moveOnce(`setEventState/${eventId}/${state}`, (moveId) =>
    callAction('rallies', 'setEventState', { moveId, eventId, state }),
  )

/** One act, without its move. */
export type Change =
  InputOf<'rallies', 'changeEvent'> extends infer Each
    ? Each extends { moveId: string }
      ? Omit<Each, 'moveId'>
      : never
    : never

export function changeEvent(change: Change): Promise<Answer<OutputOf<'rallies', 'changeEvent'>>> {
  return moveOnce(`changeEvent/${JSON.stringify(change)}`, (moveId) =>
    callAction('rallies', 'changeEvent', { ...change, moveId } as InputOf<'rallies', 'changeEvent'>),
  )
}

export const wipeTrial = (eventId: string) =>
  moveOnce(`wipeTrial/${eventId}`, (moveId) => callAction('rallies', 'wipeTrial', { moveId, eventId }))

export const closeFlag = (stampId: string, note: string) =>
  moveOnce(`closeFlag/${stampId}`, (moveId) => callAction('rallies', 'closeFlag', { moveId, stampId, note }))

export const replaceSheet = (sheetId: string) =>
  moveOnce(`replaceSheet/${sheetId}`, (moveId) => callAction('rallies', 'replaceSheet', { moveId, sheetId }))

/** New cards for each wish; a repeat after a lost answer has the same serials. */
export const makePaperCards = (routeId: string, count: number) =>
  moveOnce(`makePaperCards/${routeId}/${count}`, (draftId) =>
    callAction('rallies', 'makePaperCards', { draftId, routeId, count }),
  )

/** @param draftId made once per shift: its code is shown once and is the same for a repeat */
export function makeShift(shift: InputOf<'rallies', 'makeShift'>) {
  return callAction('rallies', 'makeShift', shift)
}

/** A hung sheet scanned before opening; kept like every scan, since weak signal is what one looks for. */
export function trialScan(scene: string): WaitingCall {
  const scannedAt = phoneTime()
  const position = positionFor(scannedAt)
  const id = `trial.${makeId()}`
  const input = { scene, scannedAt, waited: false, ...(position ? { position } : {}) }
  return putInOutbox({ id, line: id, area: 'rallies', action: 'trialScan', input })
}

/** What an act may be about: the routes with their points, and the desks. */
export interface EventPlaces {
  routes: OpenRoute[]
  desks: { deskId: string; name: string; place: string }[]
  /** Those that hang, in the order of the routes; their scenes are for printers. */
  sheets: OutputOf<'rallies', 'openPrints'>['sheets']
}

/** One call, and one for each route. */
export async function eventPlaces(eventId: string): Promise<Answer<EventPlaces>> {
  const prints = await openPrints(eventId)
  if (!prints.ok) return prints
  const routes: OpenRoute[] = []
  for (const routeId of new Set(prints.data.sheets.map((sheet) => sheet.routeId))) {
    const route = await openRoute(routeId)
    if (!route.ok) return route
    routes.push(route.data)
  }
  return { ok: true, data: { ...prints.data, routes } }
}
