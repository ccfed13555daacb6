/** 打卡: how presence is proved, and with what evidence. See docs/decisions/0040. */
import type { EpochMs } from '../envelope'

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
