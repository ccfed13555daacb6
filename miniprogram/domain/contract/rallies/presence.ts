/** 打卡: how presence is proved, and with what evidence. See docs/decisions/0040. */
import type { ErrorCode } from '../../errors'
import type { Action, EpochMs } from '../envelope'
import type { RoutePoint, RouteSummary } from '../rallies'
import type { Card, Stamp } from './cards'

/** sheet: printed code; rotating: on the staff phone; digits: six, said aloud; staff: staff scan the resident's card. */
export type Way = 'sheet' | 'rotating' | 'digits' | 'staff'

/** When a scan was made, as far as a phone can tell. Evidence: the cloud judges by what it leaves possible. */
export interface ScanEvidence {
  /** The phone's time of the scan. */
  scannedAt: EpochMs
  /** The cloud's time this phone saw last before the scan, and the phone's own at that moment. */
  seen?: { cloud: EpochMs; phone: EpochMs } | null
  /** The phone's time when this was sent: tells a clock that was changed in between. */
  sentAt?: EpochMs
  /** A hint where the point asks for it; compared, never stored. Degrees and metres, GCJ-02. */
  position?: { latitude: number; longitude: number; accuracy: number } | null
}

/** Something for a person to look at. It refuses nothing. */
export type FlagKind = 'uncertain' | 'late' | 'far' | 'travel' | 'burst'

export interface CheckedCard {
  card: Card
  stamp: Stamp
  /** True when this card had the stamp before. */
  already: boolean
}

/** The answer of every way to prove presence. The first card stands in `stamp`, `already`, `card`. */
export interface CheckedIn extends CheckedCard {
  route: RouteSummary
  point: RoutePoint
  /** Further cards of the same scan. */
  others: CheckedCard[]
  /** Cards that the scan was meant for and could not stamp, with the reason. */
  skipped: { cardId: string; code: ErrorCode }[]
}

/** Whom a scan is for: `mine` for the card in the app, and serials of carried cards. Absent: mine alone. */
export type CardChoice = string[]

export interface RallyPresence {
  /**
   * A person: stamps the point of a printed sheet (its scene, or its short code typed) or of a rotating code. The same
   * point again gives the first stamp. Three database requests, two for a repeat.
   */
  checkIn: Action<{ scene: string; cards?: CardChoice } & ScanEvidence, CheckedIn>
  /** A person: the same by the six digits he was told. Three tries a point. Four requests. */
  checkInByDigits: Action<{ pointId: string; digits: string; cards?: CardChoice } & ScanEvidence, CheckedIn>
}
