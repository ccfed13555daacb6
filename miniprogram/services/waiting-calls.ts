/** What waits for the network, in storage: one key per call, so that adding one can never overwrite another. */
import type { AreaFunction, Refusal } from './cloud'

export interface WaitingFile {
  path: string
  cloudPath: string
  fileId: string | null
}

export interface WaitingCall {
  /** Made once by who wrote it; the same id put again changes nothing. */
  id: string
  /** Calls of one line go out in the order they were put: one line per conversation. */
  line: string
  area: AreaFunction
  action: string
  input: unknown
  /**
   * Files of this phone that go first. Wherever the input holds a `path`, the file's id takes its place when the call is
   * sent. `fileId` is null until it is uploaded, and then kept, so that a kill costs no second upload.
   */
  files?: WaitingFile[]
  /** Kept while the person is asked something its input lacks: it goes once he has answered. */
  held?: boolean
  /** Its input gets `sentAt`, the phone's time when it goes out: that shows whether the clock was set while it waited. */
  dated?: boolean
  /** The phone's time, for showing. */
  at: number
  /** Place in the order over all lines. */
  seq: number
  /** Why the cloud refused it for good; null while it still waits. */
  refusal: Refusal | null
}

const PREFIX = 'waiting/'

/** Everything that waits, oldest first. WeChat keeps storage apart per person, so it is always the holder's own. */
export function readWaiting(): WaitingCall[] {
  return wx
    .getStorageInfoSync()
    .keys.filter((key) => key.startsWith(PREFIX))
    .map((key) => wx.getStorageSync(key) as WaitingCall)
    .filter((call) => Boolean(call && call.id))
    .sort((a, b) => a.seq - b.seq)
}

/** @throws when the phone's storage is full: then the caller must keep the draft on screen */
export function writeWaiting(call: WaitingCall): void {
  wx.setStorageSync(PREFIX + call.id, call)
}

export function removeWaiting(id: string): void {
  wx.removeStorageSync(PREFIX + id)
}
