/** What the page of a scanned code says, for each way a check-in can end. */
import type { Code } from '../../../domain/codes'
import type { Answer } from '../../../domain/contract/envelope'
import { sentenceFor } from '../../../domain/errors'
import { postmarkDate, sayDate } from '../../../domain/times'
import type { CheckedIn } from '../../../services/rallies'
import { lastPoint } from '../../../services/rallies'
import { tiltOf } from '../postcard/places'

export interface Result {
  kind: 'stamped' | 'waiting' | 'refused'
  title: string
  sentence: string
  /** What happened to the cards of those who are with him, one line each. */
  others: string[]
  name: string
  date: string
  tilt: number
  routeId: string
  /** The stamp falls only when it is new. */
  fresh: boolean
}

const NOTHING = { others: [] as string[], name: '', date: '', tilt: 0, routeId: '', fresh: false }

export function stampedResult({ stamp, already, card, route, point, others, skipped }: CheckedIn): Result {
  const left = route.pointCount - route.stamped
  const progress = left > 0 ? `还差 ${left} 个点` : `${route.pointCount} 个点都盖齐了`
  const whose = card.tie === 'carried' ? `${card.carriedAs || '同行的人'}：` : ''
  return {
    kind: 'stamped',
    title: already ? `这一站盖过了 · ${sayDate(stamp.at)}` : `${point.name}，盖好了`,
    sentence: whose + (already ? `${point.name} · ${progress}` : progress),
    others: [
      ...others.map(
        (other) => `${other.card.carriedAs || '同行的人'}：${other.already ? '盖过了' : '盖好了'}`,
      ),
      ...skipped.map(({ code }) => sentenceFor(code, { route: '另一条路线' })),
    ],
    name: point.stampName,
    date: postmarkDate(stamp.at),
    tilt: tiltOf(point.order),
    routeId: route.routeId,
    fresh: !already || others.some((other) => !other.already),
  }
}

/** It is kept on the phone; nothing is claimed that has not happened. */
export function waitingResult(refusal: Extract<Answer, { ok: false }>, pointId: string | null): Result {
  const offline = refusal.code === 'OFFLINE'
  const known = pointId ? lastPoint({ pointId }) : null
  const sentence = offline
    ? '没有网络也不要紧，可以接着去下一站'
    : `${refusal.code === 'BUSY' ? '现在人多' : '出了点问题'}，小程序开着时会自己再盖`
  return {
    kind: 'waiting',
    title: offline ? '已记下，有网就盖' : '已记下，稍后就盖',
    sentence,
    ...NOTHING,
    name: known?.point.stampName ?? '',
    tilt: known ? tiltOf(known.point.order) : 0,
    routeId: known?.route.route.routeId ?? '',
  }
}

export function refusedResult(refusal: Extract<Answer, { ok: false }>): Result {
  return {
    kind: 'refused',
    title: '没有盖上',
    sentence: sentenceFor(refusal.code, refusal.facts),
    ...NOTHING,
  }
}

const OTHERS_SCAN: Partial<Record<Code['kind'], string>> = {
  pass: '这是本人码，请给点位或兑换台的工作人员扫',
  voucher: '这是兑换券，请拿到兑换台给工作人员扫',
}

/** A code that is none of ours, or that staff scan. */
export function elsewhereResult(kind: Code['kind'] | undefined): Result {
  const sentence = (kind && OTHERS_SCAN[kind]) ?? sentenceFor('CODE_UNREADABLE')
  return { kind: 'refused', title: '没有盖上', sentence, ...NOTHING }
}

export function noRoomResult(): Result {
  return { kind: 'refused', title: '没有记下', sentence: '手机存储满了，请清理一下再扫', ...NOTHING }
}
