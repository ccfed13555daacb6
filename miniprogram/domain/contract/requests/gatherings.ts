/** 活动现场: where leaders meet firms, and a scribe writes down what is said. */
import type { Action, EpochMs } from '../envelope'
import type { CaseSummary, Moved } from '../requests'
import type { TypedIn } from './callers'

export interface GatheringLine {
  gatheringId: string
  name: string
  heldAt: EpochMs
  leaderName: string
}

export interface Gathering extends GatheringLine {
  scribes: string[]
  /** What is proposed for a topic; '' when the intake decides. */
  topics: { id: string; name: string; unitName: string }[]
}

export interface Gatherings {
  /** A person: those he made or writes down at, the newest first, at most 30. */
  listGatherings: Action<Record<string, never>, { gatherings: GatheringLine[]; mayMake: boolean }>
  /** Operator or intake: who may be its leader, and who may write down. */
  gatheringForm: Action<
    Record<string, never>,
    { leaders: { personId: string; name: string }[]; scribes: { personId: string; name: string }[] }
  >
  /** Operator or intake. A repeat finds the first. */
  makeGathering: Action<
    { draftId: string; name: string; heldAt: EpochMs; leaderId: string; scribeIds: string[] },
    { gatheringId: string }
  >
  /** Its scribes and who made it: to others it is not there. The newest 50 cases. */
  openGathering: Action<{ gatheringId: string }, { gathering: Gathering; cases: CaseSummary[] }>
  /** Its scribes and who made it: what was said leaves with a unit and a deadline at once. */
  takeDown: Action<TypedIn & { gatheringId: string }, Moved>
}
