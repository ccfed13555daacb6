/** 诉求: cases from every door. */
import type { Requests } from '../../miniprogram/domain/contract/requests'
import { serve } from '../_kit/serve'
import { claimCase } from './callers/claim-case'
import { revealCaller } from './callers/reveal-caller'
import { typeCase } from './callers/type-case'
import { raiseFromChat } from './chat/raise-from-chat'
import { due, isTimer } from './due'
import { gatheringForm, makeGathering } from './gatherings/make-gathering'
import { listGatherings, openGathering } from './gatherings/open-gathering'
import { takeDown } from './gatherings/take-down'
import { findNumbered } from './duplicates/find-numbered'
import { findSimilar } from './duplicates/find-similar'
import { mergeCase } from './duplicates/merge-case'
import { exportCases } from './figures/export-cases'
import { readFigures } from './figures/read-figures'
import { listOwn } from './list-own'
import { listQueue } from './list-queue'
import * as dispatching from './moves/dispatching'
import { dispatchCases } from './desk/dispatch-cases'
import { listUndispatched } from './desk/list-undispatched'
import { compareUnits } from './desk/compare-units'
import { openRules, setRules } from './desk/keep-rules'
import { listReported } from './desk/list-reported'
import { openDesk } from './desk/open-desk'
import { openMyDesk } from './desk/open-my-desk'
import * as among from './moves/among'
import * as handling from './moves/handling'
import * as sharing from './moves/sharing'
import * as helping from './moves/helping'
import { openCase } from './open-case'
import { openForm } from './open-form'
import { photoLinks } from './photos/photo-links'
import { raiseCase } from './raise-case'
import * as keeping from './representatives/keep'
import * as directory from './representatives/read'

const answer = serve<Requests>('requests', {
  openForm,
  raiseCase,
  raiseFromChat,
  typeCase,
  claimCase,
  revealCaller,
  listGatherings,
  gatheringForm,
  makeGathering,
  openGathering,
  takeDown,
  openCase,
  listOwn,
  findSimilar,
  findNumbered,
  mergeCase,
  readFigures,
  exportCases,
  listQueue,
  photoLinks,
  ...dispatching,
  ...handling,
  ...sharing,
  ...among,
  ...helping,
  ...directory,
  ...keeping,
  ...{
    openDesk,
    openMyDesk,
    listUndispatched,
    listReported,
    dispatchCases,
    openRules,
    setRules,
    compareUnits,
  },
})

/** Calls of phones, and that a minute has passed. */
export const main = (event: unknown) => (isTimer(event) ? due() : answer(event))
