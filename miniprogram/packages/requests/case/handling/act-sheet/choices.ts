/** What a sheet offers for a move, and the input that comes of what was chosen. */
import type { CaseKind } from '../../../../../domain/cases'
import type { CaseView } from '../../../../../domain/contract/requests'
import type { DeskChoices } from '../../../../../domain/contract/requests/desk'
import type { DeskInput } from '../../../../../services/requests-desk'
import type { DeskAct } from '../acts'

export interface Chosen {
  text: string
  elsewhere: string
  unit: number
  person: number
  topic: number
  workdays: number
  kind: CaseKind
}

/** A unit that refused is not asked again by sending it there; the arbiter may well decide for it. */
export function unitsFor({ move }: DeskAct, { desk, unitId }: CaseView, { units }: DeskChoices) {
  const refused = move === 'dispatch' ? (desk?.refusals ?? []).map((refusal) => refusal.unitId) : []
  // The intake may well be the one that handles it.
  const left = move === 'coHandle' ? [unitId] : refused
  return units.filter((unit) => !left.includes(unit.unitId))
}

/** Colleagues of the unit that has it; a helper may be one of the intake, too. */
export function peopleFor({ choices: [choice] }: DeskAct, view: CaseView, { people }: DeskChoices) {
  if (choice !== 'colleague') return people
  return people.filter(({ unitId, name }) => unitId === view.unitId && name !== view.ownerName)
}

export function inputOf(
  act: DeskAct,
  view: CaseView,
  choices: DeskChoices | null,
  chosen: Chosen,
): DeskInput {
  const unit = choices ? unitsFor(act, view, choices)[chosen.unit] : undefined
  const person = choices ? peopleFor(act, view, choices)[chosen.person] : undefined
  const has = (choice: DeskAct['choices'][number]) => act.choices.includes(choice)
  return {
    ...(act.words ? { words: chosen.text } : {}),
    ...(has('unit') && unit ? { unitId: unit.unitId } : {}),
    ...(has('colleague') && person ? { personId: person.personId } : {}),
    ...(has('helper') && person ? { personId: person.personId, unitId: person.unitId } : {}),
    ...(has('workdays') ? { workdays: chosen.workdays } : {}),
    ...(has('elsewhere') ? { elsewhere: chosen.elsewhere } : {}),
    ...(has('class') && choices?.topics[chosen.topic]
      ? { kind: chosen.kind, topicId: choices.topics[chosen.topic]!.id }
      : {}),
  }
}

/** The sentence for what is still missing; '' when nothing is. */
export function missingFrom({ choices, words }: DeskAct, input: DeskInput): string {
  if (choices.includes('unit') && !input.unitId) return '还没有选单位'
  if ((choices.includes('colleague') || choices.includes('helper')) && !input.personId) return '还没有选人'
  if (choices.includes('class') && !input.topicId) return '还没有选事项'
  if (choices.includes('elsewhere') && (input.elsewhere ?? '').length < 2) return '写一句该去找谁，别让人白跑'
  return words === 'needed' && !input.words ? '写一句，对方才知道怎么办' : ''
}
