/** The figures of a group in plain words, each with how many it is of. Of the group, never of a person. Pure. */
import type { MentionFigures, WithinLimit } from '../../../domain/contract/groups/mentions'
import { sayMinutes } from '../../../domain/times'

export interface SaidFigure {
  label: string
  value: string
  /** Of how many. */
  of: string
  /** Red: somebody still waits although the time has passed. */
  late?: true
}

/** Below this a percentage sounds more certain than it is. */
const PERCENT_FROM = 10

export function saidFigures({
  acknowledged,
  answered,
  minutes,
  unanswered,
  waiting,
  ended,
}: MentionFigures): SaidFigure[] {
  const times = minutes
    ? [
        {
          label: '一半的 @，等了不到',
          value: sayMinutes(Math.round(minutes.median)),
          of: `${minutes.n} 件已回应的`,
        },
        { label: '平均等', value: sayMinutes(Math.round(minutes.mean)), of: `${minutes.n} 件已回应的` },
        {
          label: '十件里九件，等了不到',
          value: sayMinutes(Math.round(minutes.p90)),
          of: `${minutes.n} 件已回应的`,
        },
        {
          label: '最久的一件等了',
          value: sayMinutes(Math.round(minutes.worst)),
          of: `${minutes.n} 件已回应的`,
        },
      ]
    : []
  const oldest =
    unanswered.oldest === null ? '' : `，最早的一件等了 ${sayMinutes(Math.round(unanswered.oldest))}`
  const others = [
    { label: '已由他人回应', n: ended.released },
    { label: '不用回应', n: ended.excused },
    { label: '撤回', n: ended.recalled },
    { label: '已转诉求', n: ended.transferred },
  ].filter(({ n }) => n > 0)
  return [
    within('按时收到', acknowledged),
    within('按时回应', answered),
    ...times,
    {
      ...{ label: '过了时间还没回应', value: `${unanswered.n} 件`, of: `到现在为止${oldest}` },
      ...(unanswered.n > 0 ? { late: true as const } : {}),
    },
    { label: '还在时限里', value: `${waiting} 件`, of: '' },
    ...others.map(({ label, n }) => ({ label, value: `${n} 件`, of: '' })),
  ]
}

function within(label: string, { n, within: kept }: WithinLimit): SaidFigure {
  if (n === 0) return { label, value: '还没有', of: '0 件到了时间' }
  const value = n >= PERCENT_FROM ? `${Math.round((kept / n) * 100)}%` : `${kept} 件`
  return { label, value, of: `${n} 件里 ${kept} 件` }
}
