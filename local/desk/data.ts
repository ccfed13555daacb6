/**
 * What the desk's page is told, and what it may ask: the words both sides of its small wire share.
 * Only plain data, because the page (browser) and the server (Node) both read this file.
 */

export interface DeskPerson {
  openid: string
  name: string
  /** Role · organisation. */
  detail: string
  /** Heading in the menu. */
  group: string
  /** Shown when this person holds a phone, e.g. the sample phone number. */
  phoneHint?: string
}

export interface DeskCode {
  label: string
  /** Route the code is printed for. */
  group: string
  /** Text inside the QR. */
  link: string
  note?: string
  /** What WeChat opens on a cold or warm scan; `query` is an encoded query string without '?'. */
  open: { path: string; query: string; scene: number }
}

/** One story to try: a title and a few short lines. */
export interface DeskStory {
  title: string
  lines: string[]
}

export type FaultKind = 'throw' | 'unreachable' | 'lostAnswer'

/** GET /desk/data.json */
export interface DeskData {
  title: string
  /** Where the phone's page is mounted, e.g. '/phone'. */
  phonePath: string
  people: DeskPerson[]
  codes: DeskCode[]
  stories: DeskStory[]
  holders: [string, string]
}

/** GET and DELETE /desk/costs: one for each action; sums over its invocations. */
export interface DeskCost {
  /** "function.action" */
  action: string
  invocations: number
  failed: number
  ms: number
  databaseRequests: number
  documentsRead: number
  documentsWritten: number
  bytesOut: number
}

/** What reached somebody beside the app, or was meant to; GET /desk/deliveries streams them. */
export interface DeskDelivery {
  id: number
  /** Epoch milliseconds of the cloud's clock. */
  at: number
  kind: 'message' | 'sms' | 'call' | 'group'
  /** Those on whose phones it shows. */
  openids: string[]
  /** Number or group, when it did not go to a person of the mini program. */
  to: string
  title: string
  text: string
  lines: { label: string; value: string }[]
  /** Where a tap leads, with parameters; '' = nowhere. */
  page: string
  call: 'ringing' | 'answered' | 'declined' | 'missed' | null
  /** False: the provider refused it, nobody saw it. */
  reached: boolean
}

/** One invocation of a cloud function. `at` is epoch milliseconds of the cloud's clock. */
export interface LogLine {
  requestId: string
  at: number
  function: string
  /** The field `action` of the call's data. */
  action?: string
  /** A name for the caller by which nobody can find his openid; null when nobody called. */
  caller: string | null
  /** The chain of callers, e.g. "wx_client". */
  source: string
  ms: number
  databaseRequests: number
  ok: boolean
  /** The platform's error code. */
  code?: string
}

/** GET and POST /desk/clock */
export interface DeskClock {
  /** The time of the cloud, epoch milliseconds. */
  now: number
  frozen: boolean
  /** Timers that fired on the way, and how many of them failed. */
  fired?: number
  failed?: number
}

/** What may be asked of the clock: to let time pass, to jump, to stand, to run. */
export type ClockMove = { advance: number } | { set: number | 'now' } | { freeze: true } | { resume: true }

export type RequestFaultKind = 'fail' | 'timeout' | 'lostAnswer' | 'killBefore' | 'killAfter'

/** Faults of single database requests and of timers. */
export interface DeskRequestFaults {
  /** Those that have not happened yet. `request` counts from 1; `times` is how many invocations are still to be hit. */
  plans: { function?: string; request: number; kind: RequestFaultKind; times?: number }[]
  /** How many have happened. */
  happened: number
  timersTwice: boolean
}

/** One open API or channel: by which kinds it can be broken, and by which it is; null = it works. */
export interface DeskOutsideFault {
  /** "subscribeMessage.send", "sms" */
  name: string
  kinds: string[]
  how: string | null
}

/** GET /desk/log?after=<requestId> */
export interface DeskLog extends DeskClock {
  /** Oldest first; only those after the request named by `after`, or all when it is no longer kept. */
  lines: LogLine[]
  /** What is wrong with the code that was saved last; null when it runs. */
  codeProblem: string | null
  /** Functions that can be broken on demand, and how each is broken now. */
  faults: Record<string, FaultKind | null>
  requestFaults: DeskRequestFaults
  outsideFaults: DeskOutsideFault[]
}
