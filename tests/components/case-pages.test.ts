/** @jest-environment node */
/** What the requester's pages make of a case: what is large, what is his to do, and what is never overwritten. */
import type { CaseSummary, CaseView } from '../../miniprogram/domain/contract/requests'
import type { CaseMoveName, CaseState } from '../../miniprogram/domain/case-states'
import { deadlineLine } from '../../miniprogram/domain/case-words'
import { faceOf } from '../../miniprogram/packages/requests/case/face'
import { handedIn } from '../../miniprogram/packages/requests/form/handed-in'
import { missingIn } from '../../miniprogram/packages/requests/form/missing'
import { caseCards, waitingCard } from '../../miniprogram/pages/requests/case-card'
import type { WaitingCall } from '../../miniprogram/services/waiting-calls'

const HOUR = 60 * 60_000
/** Monday 2026-04-13 10:00 in Shanghai. */
const NOW = Date.UTC(2026, 3, 13, 2)
const DUE = Date.UTC(2026, 3, 20, 10)

const view = (state: CaseState, mayMove: CaseMoveName[], more: Partial<CaseView> = {}): CaseView =>
  ({
    ...{
      caseId: 'c',
      number: '48217735',
      door: 'form',
      text: '事',
      topicId: 't',
      kind: 'ordinary',
      place: null,
    },
    ...{ photos: [], state, shown: '在办', asks: true, requesterName: '', organisation: '', unitId: 'u' },
    ...{ unitName: '营商环境办', ownerName: '', receivedAt: NOW, dueAt: DUE, stepDueAt: DUE, stopped: false },
    ...{
      late: false,
      answer: null,
      ending: null,
      rating: null,
      mergedInto: null,
      elsewhere: null,
      chat: null,
    },
    ...{ steps: [], mayMove, revision: 1 },
    ...more,
  }) as CaseView

it('says until when, and plainly when that has passed', () => {
  expect(deadlineLine({ state: 'handling', dueAt: DUE, late: false }, NOW)).toBe('4月20日 18:00 前答复')
  expect(deadlineLine({ state: 'handling', dueAt: DUE, late: true }, DUE + HOUR)).toContain('晚了')
  expect(deadlineLine({ state: 'asking', dueAt: DUE, late: false }, NOW)).toContain('不计时')
})

it.each<[CaseState, CaseMoveName[], string, string[]]>([
  ['handling', ['withdraw', 'urge'], 'urge', ['withdraw']],
  ['handling', ['withdraw'], '', ['withdraw']],
  ['asking', ['supply', 'withdraw'], 'supply', ['withdraw']],
  ['answered', ['confirm', 'dispute', 'withdraw'], 'decide', ['withdraw']],
  ['closed', ['dispute', 'rate'], 'dispute', ['rate']],
  ['declined', ['contest'], 'contest', []],
  ['merged', [], '', []],
])('%s with %j: one clear action', (state, mayMove, act, rest) => {
  expect(faceOf(view(state, mayMove), NOW)).toMatchObject({ act, rest })
})

it('what staff may do is theirs to show, and an official is named to officials alone', () => {
  const face = faceOf(view('handling', ['answer', 'urge'], { asks: false, ownerName: '示例·陈科员' }), NOW)
  expect(face).toMatchObject({ act: '', holder: '营商环境办 示例·陈科员 在办' })
})

it('what waits for him stands first, the others as they came', () => {
  const each = (caseId: string, state: CaseState) =>
    ({
      caseId,
      number: '48217735',
      title: caseId,
      state,
      kind: 'ordinary',
      unitName: '',
      late: false,
    }) as CaseSummary
  const cards = caseCards([each('a', 'handling'), each('b', 'closed'), each('c', 'answered')], NOW)
  expect(cards.map(({ caseId }) => caseId)).toEqual(['c', 'a', 'b'])
})

it('a draft says what it lacks, one thing at a time', () => {
  expect(missingIn({ text: ' ', topicId: '', kind: '' })).toBe('先说说是什么事')
  expect(missingIn({ text: '长'.repeat(1001), topicId: 't', kind: 'ordinary' })).toContain('1000')
  expect(missingIn({ text: '事', topicId: '', kind: 'ordinary' })).toContain('哪方面')
  expect(missingIn({ text: '事', topicId: 't', kind: '' })).toContain('问一问')
  expect(missingIn({ text: '事', topicId: 't', kind: 'urgent' })).toBe('')
})

describe('what was handed in', () => {
  const call = (code?: string) =>
    ({
      id: 'd',
      input: { text: '树枝' },
      refusal: code ? { ok: false, code, facts: {} } : null,
    }) as WaitingCall
  it('is said to be kept, not to be there, until the cloud has it', () => {
    expect(handedIn(call(), null, NOW)).toMatchObject({ title: '已留在手机里', number: '' })
    const offline = { ok: false, code: 'OFFLINE', facts: {} } as const
    expect(handedIn(call(), offline, NOW)).toMatchObject({ title: '已留在手机里', number: '' })
    const there = { ok: true, data: { case: view('received', []) } } as const
    expect(handedIn(call(), there, NOW)).toMatchObject({ title: '收到了', number: '4821 7735' })
  })
  it.each([
    ['PHONE_NEEDED', 'phone', false],
    ['CONSENT_OUTDATED', 'consent', false],
    ['CONTENT_REFUSED', '', true],
  ])('refused with %s it says what comes next', (code, sheet, refused) => {
    expect(handedIn(call(code), null, NOW)).toMatchObject({ sheet, refused, number: '' })
    expect(waitingCard(call(code)).needs).toBe(sheet)
  })
})
