/** 首席代表: whom a firm turns to in a unit. */
import type { Action, EpochMs } from '../envelope'

export interface Representative {
  /** Of the unit's entry: what its code carries. */
  id: string
  unitId: string
  unitName: string
  personId: string
  name: string
  /** When he was trained; null before. */
  trainedAt: EpochMs | null
  /** The unit's, to dial; '' where there is none. */
  dutyPhone: string
  /** His own, if he shares it. */
  phone: string | null
  /** It is the reader himself. */
  mine: boolean
}

export interface RepresentativeActions {
  /** A person: everyone who represents a unit he works for now, by unit. `keeps`: units whose entry the reader keeps. */
  listRepresentatives: Action<
    Record<string, never>,
    { representatives: Representative[]; keeps: { unitId: string; name: string }[] }
  >
  /** A person who scanned a unit's code. Null when nobody represents it at the moment. */
  openRepresentative: Action<{ id: string }, { representative: Representative | null; unitName: string }>
  /** Who keeps the entry: whom one may choose from. */
  openRepresentativeChoice: Action<
    { unitId: string },
    {
      unitName: string
      staff: { personId: string; name: string }[]
      personId: string | null
      trainedAt: EpochMs | null
    }
  >
  /** Head of the unit or operator: names one of its staff, or nobody. */
  nameRepresentative: Action<
    { unitId: string; personId: string | null; trainedAt: EpochMs | null; moveId: string },
    { representative: Representative | null }
  >
  /** The representative himself: whether firms see his own number. */
  shareOwnPhone: Action<{ id: string; shared: boolean }, { representative: Representative | null }>
}
