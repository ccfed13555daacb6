/** 首席代表 as they are at this moment: who has left his unit is not there, without anybody taking him out. */
import type { Representative } from '../../../miniprogram/domain/contract/requests/representatives'
import { db } from '../../_kit/cloud'
import { derivedId } from '../../_kit/ids'

export const REPRESENTATIVES = 'representatives'
const AT_MOST = 200

export interface RepresentativeDocument {
  _id: string
  unitId: string
  /** Null: nobody at the moment. */
  personId: string | null
  trainedAt: Date | null
  /** He himself lets firms see his number. */
  phoneShared: boolean
  revision: number
  history: { moveId: string; move: string; by: string; at: Date; personId: string | null }[]
}

interface Joined extends RepresentativeDocument {
  units: { name: string; dutyPhone?: string }[]
  seats: { name: string; unitId: string | null; state: string }[]
  phones: { number: string }[]
}

/** A unit has one, so its code never has to be hung anew. */
export const entryIdOf = (unitId: string) => derivedId('representative', unitId)

/** One request. @returns by unit's name */
export async function representativesWhere(where: object, readerId: string): Promise<Representative[]> {
  const { data } = await db
    .collection(REPRESENTATIVES)
    .aggregate()
    .match(where)
    .limit(AT_MOST)
    .lookup({ from: 'units', localField: 'unitId', foreignField: '_id', as: 'units' })
    .lookup({ from: 'members', localField: 'personId', foreignField: 'personId', as: 'seats' })
    .lookup({ from: 'phones', localField: 'personId', foreignField: '_id', as: 'phones' })
    .project({
      ...{ unitId: 1, personId: 1, trainedAt: 1, phoneShared: 1, 'units.name': 1, 'units.dutyPhone': 1 },
      ...{ 'seats.name': 1, 'seats.unitId': 1, 'seats.state': 1, 'phones.number': 1 },
    })
    .end()
  return (data as Joined[])
    .flatMap((joined) => present(joined, readerId))
    .sort((one, other) => one.unitName.localeCompare(other.unitName, 'zh-CN'))
}

function present(joined: Joined, readerId: string): Representative[] {
  const { _id, unitId, personId, trainedAt, phoneShared, units, seats, phones } = joined
  const seat = seats.find((each) => each.state === 'active' && each.unitId === unitId)
  const [unit] = units
  if (!personId || !seat || !unit) return []
  return [
    {
      ...{ id: _id, unitId, unitName: unit.name, personId, name: seat.name },
      trainedAt: trainedAt?.getTime() ?? null,
      dutyPhone: unit.dutyPhone ?? '',
      phone: phoneShared ? (phones[0]?.number ?? null) : null,
      mine: personId === readerId,
    },
  ]
}
