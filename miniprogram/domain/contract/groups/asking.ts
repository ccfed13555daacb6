/** 问谁: which units can be asked in a group at this moment, and by what hours. Types only. */
import type { Action, EpochMs } from '../envelope'

/** A unit that an @ can name: who is on duty there gets it. */
export interface AskableUnit {
  unitId: string
  name: string
  /** Who would owe the answer at this moment; '' when nobody knows his name here. */
  reaches: string
  /** He is on duty; otherwise he gets it as head of the unit, or as 群主. */
  onDuty: boolean
  /** The unit's name in pinyin and by initials. */
  searchKey: string
}

export interface AskingFacts {
  units: AskableUnit[]
  /** The night of this group in minutes of the day; until its end an @ can wait. */
  night: { from: number; to: number }
  /** Of the unit the group belongs to; '' when there is none. To dial at once. */
  dutyPhone: string
  now: EpochMs
}

export interface Asking {
  /** A member of a group. */
  openAsking: Action<{ conversationId: string }, AskingFacts>
}
