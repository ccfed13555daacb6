/** Who keeps the stock of a desk: its staff while their shift is on, and operators. */
import { can } from '../../../miniprogram/domain/permissions'
import { command, db } from '../../_kit/cloud'
import { find } from '../../_kit/once'
import { Refusal } from '../../_kit/refusal'
import type { DeskDocument, GiftDocument } from '../gifts/store'
import { shiftTimes, type ShiftDocument } from '../staff/store'
import type { Step } from '../store'

export interface Keeper {
  personId: string
  /** Stands in the history of every item he changes. */
  name: string
}

const HOUR = 3_600_000

/** Two database requests. @throws Refusal NOT_ALLOWED */
export async function stockKeeper(personId: string, deskIds: string[], now: number): Promise<Keeper> {
  const [person, { data }] = await Promise.all([
    find<{ name?: string; operator?: boolean }>('persons', personId),
    db
      .collection('shifts')
      .where({ personId, endsAt: command.gt(new Date(now - HOUR)) })
      .limit(20)
      .get(),
  ])
  const shift = (data as ShiftDocument[]).find(
    (each) =>
      each.kind === 'desk' &&
      deskIds.includes(each.placeId) &&
      can('rallies.staff', { personId, shift: { personId: each.personId, ...shiftTimes(each), at: now } }),
  )
  if (!shift && !can('rallies.operate', { personId, operator: person?.operator === true }))
    throw new Refusal('NOT_ALLOWED')
  return { personId, name: shift?.name ?? person?.name ?? '管理员' }
}

/** Two database requests. @throws Refusal NOT_FOUND when they are not of one event */
export async function deskAndGift(deskId: string, giftId: string) {
  const [desk, gift] = await Promise.all([
    find<DeskDocument>('desks', deskId),
    find<GiftDocument>('gifts', giftId),
  ])
  if (!desk || !gift || desk.eventId !== gift.eventId) throw new Refusal('NOT_FOUND')
  return { desk, gift }
}

export interface StockMove {
  moveId: string
  move: 'stockIn' | 'stockMove' | 'stockDamage' | 'stockCount' | 'reserve' | 'giveOffline'
  keeper: Keeper
  now: number
}

export function stepOf({ moveId, move, keeper, now }: StockMove): Step {
  return { moveId, move, by: keeper.personId, at: new Date(now), detail: keeper.name }
}
