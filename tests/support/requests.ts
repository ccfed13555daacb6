/** A district that takes cases: an intake, two offices, a town above them, an arbiter and 督查. */
import { CASE_KINDS } from '../../miniprogram/domain/cases'
import { aVerifiedPerson, fresh, type TestPerson } from './factories'
import type { World } from './world'

export interface CaseDistrict {
  requester: TestPerson
  stranger: TestPerson
  intake: TestPerson
  intakeHead: TestPerson
  officer: TestPerson
  colleague: TestPerson
  officeHead: TestPerson
  squadOfficer: TestPerson
  squadHead: TestPerson
  mayor: TestPerson
  arbiter: TestPerson
  inspector: TestPerson
  units: { intake: string; office: string; squad: string; town: string; inspection: string }
}

/** Who works where; heads are named by the units. */
const STAFF = {
  intake: ['intake', '示例·赵受理'],
  intakeHead: ['intake', '示例·钱主任'],
  officer: ['office', '示例·陈科员'],
  colleague: ['office', '示例·周科员'],
  officeHead: ['office', '示例·程主任'],
  squadOfficer: ['squad', '示例·吴队员'],
  squadHead: ['squad', '示例·何队长'],
  mayor: ['town', '示例·李镇长'],
  inspector: ['inspection', '示例·孙督查'],
} as const

export async function aCaseDistrict(world: World): Promise<CaseDistrict> {
  const { db } = world
  const names = ['requester', 'stranger', 'arbiter', ...Object.keys(STAFF)]
  const people = {} as Record<keyof Omit<CaseDistrict, 'units'>, TestPerson>
  // One after the other: at once each would start an instance of its own.
  for (const name of names) people[name as keyof typeof people] = await aVerifiedPerson(world)
  const units = {
    ...{ intake: fresh('intake'), office: fresh('office'), squad: fresh('squad') },
    ...{ town: fresh('town'), inspection: fresh('inspection') },
  }
  const unit = (key: keyof typeof units, name: string, head: TestPerson | null, parentId: string | null) =>
    db
      .collection('units')
      .doc(units[key])
      .set({ name, parentId, headId: head?.personId ?? null })
  await unit('town', '示例镇', people.mayor, null)
  await unit('intake', '审批局（示例）', people.intakeHead, units.town)
  await unit('office', '营商环境办（示例）', people.officeHead, units.town)
  await unit('squad', '城管中队（示例）', people.squadHead, units.town)
  await unit('inspection', '督查室（示例）', people.inspector, null)
  for (const [key, [unitKey, name]] of Object.entries(STAFF)) {
    const { personId } = people[key as keyof typeof STAFF]
    await db
      .collection('members')
      .doc(`staff.${personId}`)
      .set({
        ...{ conversationId: `staff-of-${units.town}`, personId, name, role: '科室负责人' },
        ...{ organisation: '示例单位', unitId: units[unitKey], state: 'active' },
      })
  }
  await db
    .collection('caseRules')
    .doc('district')
    .set({
      ...{ intakeUnitId: units.intake, arbiterId: people.arbiter.personId, arbiterName: '示例·裁定人' },
      inspectionUnitId: units.inspection,
      topics: [
        { id: 'permits', name: '证照办理', unitId: units.office, byZone: [] },
        { id: 'streets', name: '街面秩序', unitId: units.squad, byZone: [] },
      ],
      ...{ zones: [], limits: {}, revision: 1, history: [] },
    })
  return { ...people, units }
}

/** A case as the form makes it. */
export async function aCase(
  world: World,
  { requester }: CaseDistrict,
  more: { text?: string; kind?: Exclude<keyof typeof CASE_KINDS, 'hard'> } = {},
): Promise<{ caseId: string; number: string }> {
  const { case: raised } = await world.ok(requester.openid, 'requests', 'raiseCase', {
    draftId: fresh('draft'),
    ...{ text: more.text ?? '门口的招牌要怎么办手续', topicId: 'permits', kind: more.kind ?? 'ordinary' },
    ...{ name: '示例·王掌柜', organisation: '示例小吃店', place: null },
  })
  return raised
}
