/** The trial walk's points, what is wrong first. */
import type { TrialPoint } from '../../../domain/contract/rallies/operating'

export interface TrialRow {
  pointId: string
  name: string
  routeName: string
  red: boolean
  words: string[]
}

const STATES = { scanned: '扫过了', wrongPlace: '贴错地方了', notScanned: '还没扫' } as const

export function trialRows(points: TrialPoint[]): TrialRow[] {
  const rows = points.map(({ pointId, name, routeName, state, noSignal, hoursWithoutPerson }) => ({
    ...{ pointId, name, routeName },
    red: state !== 'scanned' || hoursWithoutPerson.length > 0,
    words: [
      STATES[state],
      ...(noSignal ? ['信号不好，建议多贴一张，备好纸卡'] : []),
      ...hoursWithoutPerson.slice(0, 3).map((hours) => `没有人当班：${hours}`),
      ...(hoursWithoutPerson.length > 3 ? [`还有 ${hoursWithoutPerson.length - 3} 段没人`] : []),
    ],
  }))
  return [...rows.filter(({ red }) => red), ...rows.filter(({ red }) => !red)]
}
