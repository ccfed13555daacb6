/** Who may do what with a case, said once more and apart from the code: the tests ask the cloud for every line. */
import type { CaseState } from '../../../miniprogram/domain/case-states'
import type { CaseDistrict } from '../../support/requests'

/**
 * Whoever tries. The case is the requester's, and with the office: `officer` owes it there, `colleague` works there,
 * `squad…` is another unit, `stranger` is another firm, `otherOperator` typed in another case and operates another event.
 */
export type Caller = Exclude<keyof CaseDistrict, 'units'> | 'otherOperator'

export interface Line {
  action: string
  /** In which the case stands. */
  state: CaseState
  allowed: Caller[]
  input?(district: CaseDistrict): object
  /** What else is so of the case. */
  is?(district: CaseDistrict): object
}

const UNIT: Caller[] = ['officer', 'colleague', 'officeHead']
const INTAKE: Caller[] = ['intake', 'intakeHead']
const INSIDE: Caller[] = [...UNIT, ...INTAKE, 'mayor', 'arbiter']
const words = () => ({ words: '这样说一句' })
const toSquad = ({ units }: CaseDistrict) => ({ unitId: units.squad, words: '请看一下' })
const offered = ({ colleague }: CaseDistrict) => ({
  offeredTo: { personId: colleague.personId, name: '示例·周科员', moveId: 'offer' },
})
const fromChat = () => ({
  chat: { conversationId: 'group', messageId: 'message', obligationId: 'obligation' },
})
const helped = ({ colleague }: CaseDistrict) => ({
  helper: { personId: colleague.personId, name: '示例·周科员' },
})
const extended = ({ officer }: CaseDistrict) => ({
  extension: {
    ...{ workdays: 3, reason: '要现场看', by: officer.personId, byName: '示例·经办' },
    ...{ askedAt: new Date(0), decision: null, decidedBy: null },
  },
})
const helpedBySquad = ({ units, squadOfficer, officer }: CaseDistrict) => ({
  coHandling: [
    {
      ...{ unitId: units.squad, unitName: '城管中队（示例）', unitPath: [units.squad, units.town] },
      ...{
        ownerId: squadOfficer.personId,
        ownerName: '示例·吴队员',
        dueAt: new Date(4e12),
        words: '请提意见',
      },
      ...{ askedBy: officer.personId, askedByName: '示例·经办', askedAt: new Date(0) },
      ...{ answeredAt: null, released: false, climbed: [], revision: 1 },
    },
  ],
})

/** Moves that are not asked for line by line, and why. */
export const ELSEWHERE: Record<string, string> = {
  mergeCase: 'it moves two cases, and each of them asks: duplicates.test.ts',
}

export const TABLE: Line[] = [
  // While it is with the intake its head owes it; the arbiter and the mayor above may look.
  { action: 'dispatchCase', state: 'received', allowed: INTAKE, input: toSquad },
  {
    action: 'declineCase',
    state: 'received',
    allowed: [...INTAKE, 'arbiter'],
    input: () => ({ ...words(), elsewhere: '公积金中心' }),
  },
  { action: 'acceptCase', state: 'offered', allowed: UNIT },
  { action: 'refuseCase', state: 'offered', allowed: UNIT, input: words },
  { action: 'settleCase', state: 'arbitrating', allowed: ['arbiter'], input: toSquad },
  { action: 'askRequester', state: 'handling', allowed: ['officer'], input: words },
  { action: 'answerCase', state: 'handling', allowed: ['officer'], input: words },
  { action: 'sayProgress', state: 'handling', allowed: ['officer'], input: words },
  { action: 'noteCase', state: 'handling', allowed: INSIDE, input: words },
  { action: 'urgeCase', state: 'handling', allowed: ['requester', 'mayor'] },
  {
    ...{ action: 'offerCase', state: 'handling', allowed: ['officer', 'officeHead'] },
    input: ({ colleague }) => ({ personId: colleague.personId, words: '' }),
  },
  { action: 'takeCase', state: 'handling', allowed: ['colleague', 'officeHead'], is: offered },
  { action: 'declineCaseOffer', state: 'handling', allowed: ['colleague'], input: words, is: offered },
  { action: 'sendBackCase', state: 'handling', allowed: ['officer', 'officeHead'], input: words },
  {
    ...{ action: 'askOpinion', state: 'handling', allowed: ['officer', 'officeHead', 'mayor'] },
    input: ({ units }) => ({ unitId: units.squad, workdays: 2, words: '请提意见' }),
  },
  {
    ...{ action: 'nameHelper', state: 'handling', allowed: ['officer', 'officeHead', ...INTAKE] },
    input: ({ units, colleague }) => ({ unitId: units.office, personId: colleague.personId }),
  },
  { action: 'tellHelp', state: 'handling', allowed: ['colleague'], input: words, is: helped },
  {
    ...{ action: 'askExtension', state: 'handling', allowed: ['officer'] },
    input: () => ({ workdays: 3, words: '要现场看' }),
  },
  {
    ...{ action: 'reclassifyCase', state: 'handling', allowed: [...INTAKE, 'arbiter'] },
    input: () => ({ kind: 'hard', topicId: 'permits' }),
  },
  {
    ...{ action: 'giveOpinion', state: 'handling', allowed: ['squadOfficer', 'squadHead'] },
    ...{ input: words, is: helpedBySquad },
  },
  {
    ...{ action: 'grantExtension', state: 'handling', allowed: ['officeHead', 'mayor'] },
    ...{ input: () => ({ words: '' }), is: extended },
  },
  {
    ...{ action: 'refuseExtension', state: 'handling', allowed: ['officeHead', 'mayor'] },
    ...{ input: words, is: extended },
  },
  {
    ...{ action: 'revealCaller', state: 'handling', allowed: ['officer', 'officeHead', ...INTAKE] },
    is: () => ({ callerDigest: 'digest', callerMasked: '138****0000' }),
  },
  { action: 'goOn', state: 'asking', allowed: ['officer'] },
  { action: 'supply', state: 'asking', allowed: ['requester'], input: words },
  { action: 'confirmCase', state: 'answered', allowed: ['requester'], input: () => ({ rating: null }) },
  { action: 'shareCase', state: 'answered', allowed: ['requester'], is: fromChat },
  { action: 'disputeCase', state: 'answered', allowed: ['requester'], input: words },
  { action: 'withdrawCase', state: 'handling', allowed: ['requester'], input: words },
  { action: 'contestCase', state: 'declined', allowed: ['requester'], input: words },
  {
    ...{ action: 'rateCase', state: 'closed', allowed: ['requester'], is: () => ({ ending: 'silent' }) },
    input: () => ({ rating: { stars: 4, words: '', savedTrip: false } }),
  },
]

/** Whom it concerns, by where it is; 督查 once it was reported. */
export const READERS: { state: CaseState; reported: boolean; allowed: Caller[] }[] = [
  { state: 'received', reported: false, allowed: ['requester', ...INTAKE, 'mayor', 'arbiter'] },
  { state: 'offered', reported: false, allowed: ['requester', ...INSIDE] },
  { state: 'handling', reported: false, allowed: ['requester', ...INSIDE] },
  { state: 'handling', reported: true, allowed: ['requester', ...INSIDE, 'inspector'] },
  { state: 'closed', reported: false, allowed: ['requester', ...INSIDE] },
]
