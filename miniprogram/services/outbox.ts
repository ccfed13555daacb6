/**
 * What waits for the network. A call put here is kept until the cloud has answered it: with yes it goes, with a refusal
 * it stays, with its reason, for the person to decide. Lost network, a busy cloud or a failing function only delay it.
 */
import type { Answer } from '../domain/contract/envelope'
import type { ErrorCode } from '../domain/errors'
import { phoneTime } from './clock'
import { callAny, isPassing } from './cloud'
import type { ActionName, AreaFunction, InputOf } from './cloud'
import { readWaiting, removeWaiting, writeWaiting } from './waiting-calls'
import { dropFile } from './files'
import { inputOf, uploadFiles } from './uploads'
import type { WaitingCall, WaitingFile } from './waiting-calls'

/** Tells about one call: `answer` is null when it was only put, dropped or is being sent again. */
type Listener = (call: WaitingCall, answer: Answer | null) => void

const PAUSES_MS = [2_000, 5_000, 15_000, 30_000, 60_000]

let calls: WaitingCall[] = []
let awake = false
const listeners = new Set<Listener>()
const sending = new Set<string>()
const failures = new Map<string, number>()
const timers = new Map<string, ReturnType<typeof setTimeout>>()

/** Call once when the app starts. */
export function startOutbox(): void {
  calls = readWaiting()
  retryRefused(['CLIENT_TOO_OLD']) // the app may have been renewed since
  wx.onNetworkStatusChange(({ isConnected }) => {
    if (isConnected) sendEverything()
  })
}

/** The app came to the front: everything is tried at once. */
export function wakeOutbox(): void {
  awake = true
  sendEverything()
}

/** The app went to the back, where timers are unreliable and the platform may freeze it. */
export function restOutbox(): void {
  awake = false
  timers.forEach(cancel)
  timers.clear()
}

/**
 * Keeps a call and sends it as soon as possible.
 * @throws when the phone's storage is full: nothing was kept then
 */
export function putInOutbox<A extends AreaFunction, N extends ActionName<A>>(call: {
  id: string
  line: string
  area: A
  action: N
  input: InputOf<A, N>
  /** Paths on this phone that stand in the input, uploaded first. */
  files?: WaitingFile[]
  dated?: boolean
  held?: boolean
}): WaitingCall {
  const known = calls.find((other) => other.id === call.id)
  if (known) {
    sendLine(known.line)
    return known
  }
  const seq = calls.reduce((most, other) => Math.max(most, other.seq), 0) + 1
  const kept: WaitingCall = { ...call, at: phoneTime(), seq, refusal: null }
  writeWaiting(kept)
  calls.push(kept)
  tell(kept, null)
  sendLine(kept.line)
  return kept
}

/** What waits or was refused, oldest first. */
export function waitingCalls(): WaitingCall[] {
  return calls
}

/** Messages and reports that the cloud refused: said 没发出, wherever their conversation is by now. */
export function refusedMessages(): WaitingCall[] {
  return calls.filter((call) => call.refusal !== null && /^(send|report)Message/.test(call.action))
}

/** The same of one line. */
export function waitingIn(line: string): WaitingCall[] {
  return calls.filter((call) => call.line === line)
}

/** Sends again what was refused or waits, because the person asked or the reason has gone. */
export function retryCall(id: string): void {
  const call = calls.find((other) => other.id === id)
  if (!call) return
  if (call.refusal) {
    call.refusal = null
    keepAgain(call)
    tell(call, null)
  }
  sendLine(call.line)
}

/** Lets a held call go, with what the person was asked for in its input. @throws when the phone's storage is full */
export function releaseCall(call: WaitingCall, input: unknown): void {
  writeWaiting({ ...call, input, held: false })
  Object.assign(call, { input, held: false })
  tell(call, null)
  sendLine(call.line)
}

/** Sends again what was refused for one of these reasons, now that the reason has gone. */
export function retryRefused(codes: ErrorCode[]): void {
  calls
    .filter((call) => call.refusal && codes.includes(call.refusal.code))
    .forEach((call) => retryCall(call.id))
}

/** Takes a call out, for instance to write it again. Not while it may be on its way: it may arrive. */
export function dropCall(id: string): boolean {
  const call = calls.find((other) => other.id === id)
  if (!call || (sending.has(call.line) && !call.refusal)) return false
  forget(call)
  tell(call, null)
  return true
}

/** Tells of every call that was put, sent, refused or dropped, until the returned function is called. */
export function onOutbox(listener: Listener): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

function sendEverything(): void {
  new Set(calls.map((call) => call.line)).forEach((line) => sendLine(line))
}

/** Tries a line now; when one is already on its way, its end goes on with the next. */
function sendLine(line: string): void {
  cancel(timers.get(line))
  timers.delete(line)
  if (awake && !sending.has(line)) void sendNext(line)
}

async function sendNext(line: string): Promise<void> {
  const call = calls.find((other) => other.line === line && !other.refusal && !other.held)
  if (!call) return
  sending.add(line)
  const answer = await send(call)
  sending.delete(line)
  if (answer.ok) {
    forget(call)
    call.files?.forEach(({ path }) => dropFile(path))
  } else if (isPassing(answer.code)) {
    tell(call, answer)
    return waitAWhile(line)
  } else {
    call.refusal = answer
    keepAgain(call)
  }
  failures.delete(line)
  tell(call, answer)
  sendLine(line)
}

async function send(call: WaitingCall): Promise<Answer> {
  const refusal = await uploadFiles(
    call,
    () => keepAgain(call),
    () => tell(call, null),
  )
  if (refusal) return refusal
  const input = call.dated ? { ...(inputOf(call) as object), sentAt: phoneTime() } : inputOf(call)
  return callAny(call.area, call.action, input)
}

function waitAWhile(line: string): void {
  const count = failures.get(line) ?? 0
  failures.set(line, count + 1)
  if (!awake) return
  const pause = PAUSES_MS[Math.min(count, PAUSES_MS.length - 1)]
  timers.set(
    line,
    setTimeout(() => sendLine(line), pause),
  )
}

function cancel(timer: ReturnType<typeof setTimeout> | undefined): void {
  if (timer !== undefined) clearTimeout(timer)
}

/**
 * What was put is in storage; only its refusal changed. When the storage is full now, the older copy stays and is sent
 * once more after a new start, which finds the same answer: no reason to stop the line here.
 */
function keepAgain(call: WaitingCall): void {
  try {
    writeWaiting(call)
  } catch {
    console.warn('storage is full: a refusal was not kept')
  }
}

function forget(call: WaitingCall): void {
  calls = calls.filter((other) => other !== call)
  removeWaiting(call.id)
}

function tell(call: WaitingCall, answer: Answer | null): void {
  listeners.forEach((listener) => listener(call, answer))
}
