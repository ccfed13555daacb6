/** At night an @ can wait for the morning: what the composer says of it. Pure. */
import type { AskingFacts } from '../../../../domain/contract/groups/asking'
import { isNight, LADDER } from '../../../../domain/ladder'
import type { Asked } from '../../../../domain/obligations'
import { sayHour } from '../../../../domain/times'

export interface NightOffer {
  /** 明早 8:30 */
  morning: string
  /** Who would be woken: 示例·陈主任, or whoever is on duty in the unit asked. */
  wakes: string
}

/** Null by day, and when nobody is asked to answer. @param now the cloud's clock, in ms */
export function nightOffer(
  asked: Asked[],
  { night, units }: Pick<AskingFacts, 'night' | 'units'>,
  now: number,
): NightOffer | null {
  if (asked.length === 0 || !isNight(now, { ...LADDER, nightFrom: night.from, nightTo: night.to }))
    return null
  const names = asked.map(({ kind, id, name }) => {
    const unit = kind === 'unit' ? units.find(({ unitId }) => unitId === id) : undefined
    return kind === 'person' ? name : unit?.reaches || `${name}值班的人`
  })
  return { morning: `明早 ${sayHour(night.to)}`, wakes: [...new Set(names)].join('、') }
}
