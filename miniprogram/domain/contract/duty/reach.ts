/** 今晚谁能收到通知: who is on duty, and whether a message would reach him. Types only. */
import type { Action, EpochMs } from '../envelope'
import type { Reach } from '../../reach'

/** One who is on duty some time in the next 12 hours, or a stretch with nobody. */
export interface ReachView {
  from: EpochMs
  to: EpochMs
  /** Null where nobody is on duty; then `name` is the head's, who is asked in his place. */
  personId: string | null
  name: string
  /** Null where nobody is on duty. */
  reach: Reach | null
  /** When he last answered a test message of this duty. */
  triedAt: EpochMs | null
  /** Not a member of this group: an @ here does not find him. */
  outside: boolean
  phoneMasked: string | null
  /** The caller may ask for the whole number, which is put on record. */
  mayReveal: boolean
}

export interface MyShift {
  unitId: string
  unitName: string
  from: EpochMs
  to: EpochMs
}

export interface DutyReach {
  /**
   * WeChat was allowed one message more; `grantId` is made once per tap. At most 20 are kept.
   * @refuses nothing: telling twice changes nothing
   */
  notePush: Action<{ name: 'mention'; grantId: string }, { noted: true }>
  /** What the first page says of the caller's own duty: shifts that run or begin within two hours, swaps to answer. */
  myDuty: Action<
    Record<string, never>,
    {
      shifts: MyShift[]
      swaps: { unitId: string; unitName: string }[]
      /** When he last answered a test message of this duty; null when he did not. */
      triedAt: EpochMs | null
      reach: Reach
      now: EpochMs
    }
  >
  /**
   * The next 12 hours of a group's units: 群主 sees all, a head his own and those below, staff their own unit.
   * @refuses NOT_MEMBER, NOT_ALLOWED for who answers for no unit
   */
  whoIsReachable: Action<
    { conversationId: string },
    {
      units: { unitId: string; name: string; dutyPhone: string; rows: ReachView[] }[]
      now: EpochMs
    }
  >
  /**
   * 我到岗了: a test message to the caller's own phone, which spends what it is allowed and shows whether it comes. It is
   * voluntary and changes no duty; only the last one is kept. `notAllowed`: WeChat has leave for none.
   * @refuses NOT_FOUND, NOT_ALLOWED for who does not work there, TEST_TOO_SOON within a minute
   */
  arrive: Action<
    { unitId: string; testId: string },
    { outcome: 'sent' | 'notAllowed' | 'unknown'; unitName: string }
  >
  /** 试过: the test message came. @refuses NOT_FOUND when a newer test was sent, or none */
  answerTest: Action<{ testId: string }, { triedAt: EpochMs }>
}
