/**
 * Cases of the sample district, moved by the rules themselves into the states one wants to see, and what the district has
 * decided about its cases. Invented: every text says 示例.
 */
import {
  accepted,
  answered,
  asked,
  confirmed,
  dispatched,
  moved,
  refused,
  type CaseChange,
  type CaseDeed,
  type Named,
  type TakingUnit,
} from '../../miniprogram/domain/case-moves'
import { caseNumber } from '../../miniprogram/domain/case-numbers'
import { obligationOf } from '../../miniprogram/domain/case-obligation'
import { opened } from '../../miniprogram/domain/case-opening'
import { CASE_KINDS, type Case } from '../../miniprogram/domain/cases'
import { ARBITER, CASES, INTAKE, rules, type SampleCase } from './case-texts'
import type { SampleContext, SampleDocument } from './index'
import { groupMembers, UNITS } from './roster'

const HOUR = 60 * 60_000

export function cases(context: SampleContext): SampleDocument[] {
  return [
    { collection: 'caseRules', document: rules(context.idOf) },
    ...CASES.flatMap((each, index) => caseDocuments(each, `case-${index + 1}`, context)),
  ]
}

function caseDocuments(sample: SampleCase, key: string, context: SampleContext): SampleDocument[] {
  const { unfollowed: _unfollowed, ...current } = lived(sample, key, context)
  const owed = obligationOf(current)
  // Nobody is told of what happened before the sample was loaded.
  const notices = owed.notices.map((notice) => ({ ...notice, outcome: 'seen' as const }))
  return [
    { collection: 'cases', document: { ...current } },
    { collection: 'obligations', document: { ...owed, notices } },
  ]
}

/** A case as it stands after what the sample says has happened to it. */
function lived(sample: SampleCase, key: string, { idOf, now, calendar }: SampleContext): Case {
  const people = new Map(groupMembers().map((member) => [member.key, member]))
  const named = (personKey: string): Named => ({
    personId: idOf(personKey),
    name: people.get(personKey)!.name,
  })
  const takes = (unitKey: string): TakingUnit => {
    const head = named(unitKey.replace('section', 'official'))
    const name = UNITS.find((unit) => unit.key === unitKey)!.name
    const path = [unitKey, 'tongji', 'district'].map(idOf)
    return { unitId: idOf(unitKey), name, path, answerer: head, head, staff: [head] }
  }
  const around = { calendar, intake: takes(INTAKE), arbiter: named(ARBITER) }
  const requester = named(sample.by)
  const begun = now - sample.hoursAgo * HOUR
  const chance = [...idOf(key)].reduce((sum, letter) => (sum * 31 + letter.charCodeAt(0)) % 9_000_000, 7)
  let current: Case = {
    ...opened(
      {
        ...{ _id: idOf(key), door: 'form', text: sample.text, topicId: sample.topic, kind: sample.kind },
        ...{ requesterId: requester.personId, requesterName: requester.name },
        ...{ organisation: people.get(sample.by)!.organisation, place: null, photos: [] },
        ...{ callerDigest: null, typedBy: null, gathering: null, chat: null, by: requester },
      },
      { ...around, limit: CASE_KINDS[sample.kind].limit, fingerprint: 'sample', now: begun },
    ),
    number: caseNumber(chance),
  }
  sample.then.forEach((step, index) => {
    const { move, hours, unit, words } = step
    const by =
      move === 'confirm' ? requester : move === 'dispatch' ? around.intake.answerer : takes(unit).answerer
    const at = begun + hours * HOUR
    const deed = { move, moveId: `${key}-${index}`, by, now: at, ...(words ? { words } : {}) }
    current = moved(current, deed, changed(current, deed, unit), calendar)
  })
  return current

  function changed(before: Case, deed: CaseDeed, unitKey: string): CaseChange {
    switch (deed.move) {
      case 'dispatch':
        return dispatched(before, deed, takes(unitKey), around)
      case 'accept':
        return accepted(before, deed)
      case 'refuse':
        return refused(before, deed, around)
      case 'ask':
        return asked(before, deed, around)
      case 'answer':
        return answered(before, deed, around)
      default:
        return confirmed(before, {
          ...{ stars: 5, words: '很快，谢谢（示例）', savedTrip: true, at: new Date(deed.now) },
        })
    }
  }
}
