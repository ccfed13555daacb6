/** Every scan of this phone that waited: 已记下, 没盖上 with the reason, 已盖章. */
import { sentenceFor } from '../../../domain/errors'
import { sayTime } from '../../../domain/times'
import { cloudTime } from '../../../services/clock'
import { lastPoint } from '../../../services/rallies'
import { pointOfCall, waitingCheckIns, waitsForConsent } from '../../../services/rallies/check-ins'
import { outcomes } from '../../../services/rallies/outcomes'
import type { WaitingCall } from '../../../services/waiting-calls'

export interface ScanRow {
  id: string
  kind: 'waiting' | 'held' | 'consent' | 'refused' | 'stamped'
  point: string
  time: string
  sentence: string
}

/** What needs a person first, then what waits, then what is done, newest first. */
export function scanRows(): ScanRow[] {
  const now = cloudTime()
  const waiting = waitingCheckIns().map((call) => waitingRow(call, now))
  const of = (kind: ScanRow['kind']) => waiting.filter((row) => row.kind === kind)
  const stamped = outcomes()
    .reverse()
    .map(({ id, pointName, routeName, stampedAt }): ScanRow => ({
      id,
      kind: 'stamped',
      point: pointName,
      time: sayTime(stampedAt, now),
      sentence: `已盖章 · ${routeName}`,
    }))
  return [...of('held'), ...of('refused'), ...of('consent'), ...of('waiting'), ...stamped]
}

function waitingRow(call: WaitingCall, now: number): ScanRow {
  const pointId = pointOfCall(call)
  const row = {
    id: call.id,
    point: (pointId && lastPoint({ pointId })?.point.name) || '打卡点',
    time: sayTime(call.at, now),
  }
  if (call.held) return { ...row, kind: 'held', sentence: '还没说谁在这儿' }
  if (!call.refusal) return { ...row, kind: 'waiting', sentence: '已记下，有网就盖' }
  if (waitsForConsent(call)) return { ...row, kind: 'consent', sentence: '等您同意隐私说明' }
  return {
    ...row,
    kind: 'refused',
    sentence: `没盖上：${sentenceFor(call.refusal.code, call.refusal.facts)}`,
  }
}
