/** The figures of a month in words: every share with what it is of, and what no share counts beside it. Pure. */
import type { CaseFigures, Share } from '../../../domain/case-figures'

export interface SaidFigures {
  received: number
  open: number
  late: number
  done: SaidShare
  satisfied: SaidShare
  /** '' when nobody tapped. */
  saved: string
}

export interface SaidShare {
  /** 98.46% or — */
  percent: string
  of: string
  beside: string
}

const percentOf = ({ percent }: Share) => (percent === null ? '—' : `${percent}%`)

export function saidFigures(figures: CaseFigures): SaidFigures {
  const { received, open, late, done, satisfied, saved } = figures
  const { confirmed, silent, withdrawn, declined, merged, unrated, disputed } = figures
  return {
    ...{ received, open, late },
    done: {
      percent: percentOf(done),
      of: done.of === 0 ? '还没有归我们办的' : `${done.of} 件里办结 ${done.count} 件`,
      beside: `其中本人说解决了 ${confirmed} 件，没有回音 ${silent} 件。撤回 ${withdrawn} 件、不归我们 ${declined} 件、并案 ${merged} 件不算在内。`,
    },
    satisfied: {
      percent: percentOf(satisfied),
      of: satisfied.of === 0 ? '还没有人评' : `评了的 ${satisfied.of} 件里，四星五星 ${satisfied.count} 件`,
      beside: `办结没评 ${unrated} 件，其中没有回音的见上。说过「没解决」的 ${disputed} 件。`,
    },
    saved: saved.trips === 0 ? '' : `少跑约 ${saved.trips} 趟，省下约 ${saidHours(saved.minutes)}`,
  }
}

const saidHours = (minutes: number) =>
  minutes < 60 ? `${minutes} 分钟` : `${Math.round(minutes / 6) / 10} 小时`

export interface UnitLine {
  unitId: string
  name: string
  line: string
}

export function unitLines(units: { unitId: string; name: string; figures: CaseFigures }[]): UnitLine[] {
  return units.map(({ unitId, name, figures: { received, done, satisfied } }) => ({
    ...{ unitId, name },
    line: `收到 ${received} 件 · 办结 ${percentOf(done)}（${done.count}/${done.of}）· 满意 ${percentOf(satisfied)}（${satisfied.count}/${satisfied.of}）`,
  }))
}
