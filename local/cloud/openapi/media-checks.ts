import { createAlarm } from '../alarm'
import type { Clock } from '../clock'
import type { Sqlite } from '../database/sqlite'
import { detailOf, verdictOn } from './content-verdict'
import { fetchMedia } from './media-download'
import type { OpenApiFault } from './faults'
import { traceId } from './trace-id'

const SOON_MS = 2000
/** WeChat promises a result within this time. */
const LATE_MS = 30 * 60_000
const WORDS = {
  late: '迟到示例',
  twice: '重复示例',
  silent: '无回音示例',
  undownloadable: '失败示例',
} as const
const DOWNLOAD_FAILED = { errcode: -1008, errmsg: '下载错误，请检查媒体链接是否正确' }

interface Check {
  openid: string
  mediaUrl: string
  fault: OpenApiFault | null
  times: number
}

/** Pictures and sounds under way: each result is pushed as an event when it is due by the cloud's clock. */
export interface MediaChecks {
  /** @returns the trace id */
  begin(openid: string, mediaUrl: string, fault: OpenApiFault | null): string
  stop(): void
}

/** `push` hands an event to the function that is to get it; those under way survive a restart. */
export function createMediaChecks(
  store: Sqlite,
  clock: Clock,
  appId: string,
  push: (event: Record<string, unknown>, openid: string) => Promise<void>,
): MediaChecks {
  const wants = (check: Check, what: keyof typeof WORDS) =>
    check.fault === what || decoded(check.mediaUrl).includes(WORDS[what])

  const tell = async (trace: string, check: Check) => {
    const event = {
      ToUserName: 'gh_local',
      FromUserName: check.openid,
      CreateTime: Math.floor(clock.now() / 1000),
      MsgType: 'event',
      Event: 'wxa_media_check',
      appid: appId,
      trace_id: trace,
      version: 2,
      ...(await resultOf(check, wants(check, 'undownloadable'))),
    }
    for (let n = 0; n < check.times; n++) await push(event, check.openid)
  }
  const first = () => {
    const { next } = store.sql('SELECT min(due) AS next FROM media_checks').get() as { next: number | null }
    return next
  }
  const tellWhatIsDue = () => {
    const due = store.sql('SELECT trace_id, facts FROM media_checks WHERE due <= ?').all(clock.now())
    const told = (due as { trace_id: string; facts: string }[]).map(({ trace_id, facts }) => {
      store.sql('DELETE FROM media_checks WHERE trace_id = ?').run(trace_id)
      return tell(trace_id, JSON.parse(facts) as Check)
    })
    return Promise.all(told)
  }
  const alarm = createAlarm(clock, first, tellWhatIsDue)
  alarm.set()
  return {
    begin(openid, mediaUrl, fault) {
      const trace = traceId()
      const check: Check = { openid, mediaUrl, fault, times: 1 }
      if (wants(check, 'twice')) check.times = 2
      if (wants(check, 'silent')) return trace
      const due = clock.now() + (wants(check, 'late') ? LATE_MS : SOON_MS)
      store.sql('INSERT INTO media_checks VALUES (?, ?, ?)').run(trace, due, JSON.stringify(check))
      alarm.set()
      return trace
    },
    stop: alarm.stop,
  }
}

async function resultOf({ mediaUrl, fault }: Check, undownloadable: boolean): Promise<object> {
  const text = undownloadable ? undefined : await fetchMedia(mediaUrl)
  if (text === undefined) return { detail: [], ...DOWNLOAD_FAILED }
  const result = verdictOn(`${decoded(mediaUrl)}\n${text}`, fault)
  return { detail: detailOf(result), errcode: 0, errmsg: 'ok', result }
}

function decoded(url: string): string {
  try {
    return decodeURIComponent(url)
  } catch {
    return url
  }
}
