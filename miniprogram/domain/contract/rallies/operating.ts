/** 活动的后台: one spreadsheet, changes in one act, trial walk, the day-of board. See docs/decisions/0043. */
import type { Action, EpochMs } from '../envelope'
import type { FlagKind } from './presence'

/** One thing that is wrong in a workbook. */
export interface EventSheetProblem {
  sheet: string
  row: number
  column: string
  sentence: string
}

export interface EventImportResult {
  eventId: string
  name: string
  added: number
  changed: number
  same: number
  problems: EventSheetProblem[]
  /** There before, not in this workbook: nothing happens to them by themselves. */
  missing: string[]
}

export interface EventChange {
  changeId: string
  kind: '停办' | '改期' | '换点' | '场次'
  /** What people read. */
  text: string
  at: EpochMs
}

export interface FlaggedStamp {
  stampId: string
  pointName: string
  routeName: string
  /** Of the scan, as far as it is known. */
  at: EpochMs
  /** When it came to the cloud: pages go on before the last one's. */
  receivedAt: EpochMs
  kinds: FlagKind[]
  detail: string
}

export interface TrialPoint {
  pointId: string
  name: string
  routeName: string
  state: 'scanned' | 'wrongPlace' | 'notScanned'
  /** The scan waited for a network: the signal there is weak. */
  noSignal: boolean
  /** Open hours without a person on duty, in words. */
  hoursWithoutPerson: string[]
}

export interface BoardPoint {
  pointId: string
  name: string
  routeName: string
  stamps: number
  lastAt: EpochMs | null
  /** Open now, and no stamp for 20 minutes. */
  silent: boolean
  /** Whom to call: the one on duty now. */
  contact: { name: string; phone: string } | null
}

export interface BoardDesk {
  deskId: string
  name: string
  gifts: { giftId: string; name: string; left: number; runsOutAt: EpochMs | null }[]
  contact: { name: string; phone: string } | null
}

export interface OperatedEvent {
  eventId: string
  name: string
  state: 'draft' | 'on' | 'over' | 'cancelled'
}

export interface RallyOperating {
  /** Operator: every carnival, what is on first. */
  listEvents: Action<Record<string, never>, { events: OperatedEvent[] }>
  /** Operator: the empty workbook. */
  eventTemplate: Action<Record<string, never>, { fileName: string; base64: string }>
  /** Operator: makes or changes an event from a workbook. */
  importEvent: Action<{ importId: string; fileId: string; eventId?: string }, EventImportResult>
  /** Operator: draft → on → over, or cancelled. */
  setEventState: Action<
    { moveId: string; eventId: string; state: 'on' | 'over' | 'cancelled' },
    { state: string }
  >
  /** Operator: 停办, 改期, 换点 or a changed session, in one act. */
  changeEvent: Action<
    { moveId: string; eventId: string } & (
      | { kind: '停办'; routeId?: string; pointId?: string; from: EpochMs; reason: string }
      | { kind: '改期'; routeId: string; opensAt: EpochMs; closesAt: EpochMs; reason: string }
      | {
          kind: '换点'
          pointId: string
          place: string
          position: { latitude: number; longitude: number } | null
          reason: string
        }
      | {
          kind: '场次'
          pointId: string
          sessionId: string
          startsAt: EpochMs
          endsAt: EpochMs
          reason: string
        }
    ),
    { change: EventChange; told: number }
  >
  /** A person: saves a point, or no longer. */
  savePoint: Action<{ pointId: string; saved: boolean }, { saved: boolean }>
  /** A person: what changed at points he saved, since he read it last. Reading marks it as read. */
  readSaved: Action<
    Record<string, never>,
    { changes: { pointId: string; pointName: string; change: EventChange }[] }
  >
  /** Operator: a new sheet for a point; the old one ends at this moment. */
  replaceSheet: Action<
    { moveId: string; sheetId: string },
    { sheetId: string; scene: string; shortCode: string }
  >
  /** Operator: paper cards of a route, with serials; at most 500 at once. */
  makePaperCards: Action<{ draftId: string; routeId: string; count: number }, { serials: string[] }>
  /** Operator: everything that is printed of an event: sheets, paper cards' texts, desks. */
  openPrints: Action<
    { eventId: string },
    {
      sheets: {
        sheetId: string
        pointId: string
        pointName: string
        routeId: string
        scene: string
        shortCode: string
      }[]
      desks: { deskId: string; name: string; place: string }[]
    }
  >
  /** Operator or staff, while the event is a draft: a scan of a hung sheet on site. */
  trialScan: Action<
    {
      scene: string
      scannedAt: EpochMs
      waited: boolean
      position?: { latitude: number; longitude: number; accuracy: number } | null
    },
    { pointName: string; state: 'scanned' | 'wrongPlace'; done: number; of: number }
  >
  /** Operator: 20/20, wrong place, no signal, hours without a person, stock. */
  openTrial: Action<
    { eventId: string },
    { done: number; of: number; points: TrialPoint[]; stock: { name: string; items: number }[] }
  >
  /** Operator: takes all trial scans of an event away, in one act. */
  wipeTrial: Action<{ moveId: string; eventId: string }, { wiped: number }>
  /** Operator: the day-of board, as the timer last counted. */
  openBoard: Action<
    { eventId: string },
    { countedAt: EpochMs | null; stamps: number; points: BoardPoint[]; desks: BoardDesk[] }
  >
  /** Operator: what someone should look at, newest first. */
  listFlags: Action<{ eventId: string; before?: EpochMs }, { flags: FlaggedStamp[] }>
  /** Operator: looked at it. */
  closeFlag: Action<{ moveId: string; stampId: string; note: string }, { closed: boolean }>
}
