/** The only file that touches wx.cloud. Nothing here throws: a refusal and a lost network are both answers. */
import { CONTRACT_VERSION } from '../domain/contract/envelope'
import type { Answer, Call } from '../domain/contract/envelope'
import type { Duty } from '../domain/contract/duty'
import type { Groups } from '../domain/contract/groups'
import type { People } from '../domain/contract/people'
import type { Rallies } from '../domain/contract/rallies'
import type { Requests } from '../domain/contract/requests'
import { isErrorCode } from '../domain/errors'
import type { ErrorCode, ErrorFacts } from '../domain/errors'
import { ENVIRONMENTS } from '../deployment'
import { hearCloudTime } from './clock'

export interface Areas {
  people: People
  groups: Groups
  duty: Duty
  rallies: Rallies
  requests: Requests
}
export type AreaFunction = keyof Areas
export type ActionName<A extends AreaFunction> = keyof Areas[A] & string
export type InputOf<A extends AreaFunction, N extends ActionName<A>> = Areas[A][N] extends {
  input: infer Input
}
  ? Input
  : never
export type OutputOf<A extends AreaFunction, N extends ActionName<A>> = Areas[A][N] extends {
  output: infer Output
}
  ? Output
  : never

export type Refusal = { ok: false; code: ErrorCode; facts: ErrorFacts }

/** Longer than any action takes when all is well; every action may be repeated, so giving up early loses nothing. */
const PATIENCE_MS = 20_000

/**
 * What the platform says when the call reached the cloud but not our code, or when our code threw
 * (platform error table: -501004 concurrency, -501003 quota, -504001 and -501002 never got through).
 */
const BUSY = [-501003, -501004]
const NOT_REACHED = [-504001, -501002]

/** Call once, before anything else. */
export function startCloud(): void {
  const version = wx.getAccountInfoSync().miniProgram.envVersion
  const env = ENVIRONMENTS[version]
  if (!env) throw new Error(`deployment.ts names no cloud environment for ${version}`)
  wx.cloud.init({ env, traceUser: false })
}

const PASSING: ErrorCode[] = ['OFFLINE', 'INTERNAL', 'BUSY']

/** Whether the same call may well succeed later without anybody doing anything. */
export function isPassing(code: ErrorCode): boolean {
  return PASSING.includes(code)
}

/** @returns the cloud's answer; OFFLINE when it was not reached, INTERNAL when the function failed */
export async function callAction<A extends AreaFunction, N extends ActionName<A>>(
  area: A,
  action: N,
  input: InputOf<A, N>,
): Promise<Answer<OutputOf<A, N>>> {
  return (await callAny(area, action, input)) as Answer<OutputOf<A, N>>
}

/** The same without types, for calls that waited in storage. */
export async function callAny(area: AreaFunction, action: string, input: unknown): Promise<Answer> {
  const data: Call = { action, input, contract: CONTRACT_VERSION }
  let timer: ReturnType<typeof setTimeout> | undefined
  const patience = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject({ errMsg: 'no answer in time' }), PATIENCE_MS)
  })
  try {
    const reply = await Promise.race([wx.cloud.callFunction({ name: area, data }), patience])
    return checked(reply.result)
  } catch (error) {
    return refusalOf(error)
  } finally {
    if (timer !== undefined) clearTimeout(timer)
  }
}

function checked(result: unknown): Answer {
  const answer = result as Partial<Answer> | null | undefined
  hearCloudTime(answer?.now)
  if (answer && answer.ok === true) return answer as Answer
  if (!answer || answer.ok !== false || typeof answer.code !== 'string') {
    return { ok: false, code: 'INTERNAL', facts: { logId: '无' } }
  }
  // A code this version does not know comes from a newer cloud: say so rather than show a bare code.
  if (!isErrorCode(answer.code)) return { ok: false, code: 'CLIENT_TOO_OLD', facts: {} }
  return { ok: false, code: answer.code, facts: { logId: '无', ...answer.facts } }
}

function refusalOf(error: unknown): Refusal {
  const { errCode, errMsg } = (error ?? {}) as { errCode?: unknown; errMsg?: unknown }
  // Real phones wrap the cloud's own code: errCode -404011, "… cloud function service error code -504002, …".
  const inner = /error code (-50\d{4})/.exec(String(errMsg))
  const code = inner ? Number(inner[1]) : typeof errCode === 'number' ? errCode : 0
  if (BUSY.includes(code)) return { ok: false, code: 'BUSY', facts: {} }
  if (code > -500_000 || NOT_REACHED.includes(code)) return { ok: false, code: 'OFFLINE', facts: {} }
  return { ok: false, code: 'INTERNAL', facts: { logId: String(code) } }
}

/**
 * Reads the counter of one conversation or inbox once: one database request, guarded by the collection's rule.
 * @returns null when it was not reached, or may not be read
 */
export async function readTick(conversationId: string): Promise<number | null> {
  try {
    const { data } = await wx.cloud.database().collection('ticks').where({ conversationId }).get()
    const n = (data[0] as { n?: number } | undefined)?.n
    return typeof n === 'number' ? n : null
  } catch {
    return null
  }
}

/**
 * Puts a file of this phone into the cloud. Nobody reads it there but the functions.
 * @param cloudPath under `chat/`, made once and unguessable: putting it again replaces the same file
 * @param onProgress with per cent
 */
export function uploadFile(
  cloudPath: string,
  filePath: string,
  onProgress?: (percent: number) => void,
): Promise<Answer<{ fileId: string }>> {
  return new Promise((resolve) => {
    try {
      const task = wx.cloud.uploadFile({
        cloudPath,
        filePath,
        success: ({ fileID }) => resolve({ ok: true, data: { fileId: fileID } }),
        fail: (error) => resolve(refusalOf(error)),
      })
      if (onProgress) task.onProgressUpdate(({ progress }) => onProgress(progress))
    } catch (error) {
      resolve(refusalOf(error))
    }
  })
}

/**
 * Watches the counter of one conversation or inbox; it carries no content. `onTick` gets the newest change number, the
 * first time at once. `onLost` is called once when the platform gives the watch up; watch again or ask from time to time.
 */
export function watchTick(
  conversationId: string,
  onTick: (n: number) => void,
  onLost: () => void,
): { close(): void } {
  let open = true
  const lose = () => {
    if (!open) return
    open = false
    onLost()
  }
  try {
    const watcher = wx.cloud
      .database()
      .collection('ticks')
      .where({ conversationId })
      .watch({
        onChange: (snapshot) => {
          const n = (snapshot.docs[0] as { n?: number } | undefined)?.n
          if (open && typeof n === 'number') onTick(n)
        },
        onError: lose,
      })
    return {
      close: () => {
        open = false
        void watcher.close()
      },
    }
  } catch {
    setTimeout(lose, 0)
    return { close: () => (open = false) }
  }
}
