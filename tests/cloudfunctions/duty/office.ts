/** A unit with its people, in a group, and those who have nothing to do with it. */
import type { Slot } from '../../../miniprogram/domain/rota'
import { aGroup, aVerifiedPerson, fresh, type TestGroup, type TestPerson } from '../../support/factories'
import type { World } from '../../support/world'

export interface Office {
  unitId: string
  /** The unit above it, and the one above that. */
  townId: string
  group: TestGroup
  /** Work in the unit: the first is its head. */
  boss: TestPerson
  chen: TestPerson
  zhou: TestPerson
  /** Leads the town, and works for it. */
  mayor: TestPerson
  operator: TestPerson
  stranger: TestPerson
}

/** Day 8:00–20:00 and night 20:00–8:00, every day of the week. */
export function weekOf(byDay: TestPerson, byNight: TestPerson, days = [1, 2, 3, 4, 5, 6, 7]): Slot[] {
  return days.flatMap((day) => [
    { day, from: 8 * 60, to: 20 * 60, personId: byDay.personId },
    { day, from: 20 * 60, to: 8 * 60, personId: byNight.personId },
  ])
}

export async function anOffice(world: World): Promise<Office> {
  const { db } = world
  const group = await aGroup(world)
  const [unitId, townId] = [fresh('office'), fresh('town')]
  const [boss, chen, zhou, mayor, operator, stranger] = await Promise.all(
    Array.from({ length: 6 }, () => aVerifiedPerson(world)),
  )
  const people = [
    { person: boss!, name: '示例·程主任', unitId },
    { person: chen!, name: '示例·陈科员', unitId },
    { person: zhou!, name: '示例·周科员', unitId },
    { person: mayor!, name: '示例·李镇长', unitId: townId },
  ]
  for (const { person, name, unitId: of } of people) {
    await db.collection('persons').doc(person.personId).update({ name })
    await joinUnit(world, group.conversationId, person, of, name)
  }
  await db.collection('persons').doc(operator!.personId).update({ operator: true })
  const unit = { name: '营商环境办', parentId: townId, headId: boss!.personId, dutyPhone: '028-0000-0000' }
  await db.collection('units').doc(unitId).set(unit)
  await db.collection('units').doc(townId).set({ name: '通济镇', parentId: null, headId: mayor!.personId })
  await db.collection('conversations').doc(group.conversationId).update({ unitId: townId })
  return {
    unitId,
    townId,
    group,
    boss: boss!,
    chen: chen!,
    zhou: zhou!,
    mayor: mayor!,
    operator: operator!,
    stranger: stranger!,
  }
}

export async function joinUnit(
  world: World,
  conversationId: string,
  { personId }: TestPerson,
  unitId: string | null,
  name: string,
): Promise<void> {
  await world.db
    .collection('members')
    .doc(`${conversationId}.${personId}`)
    .set({
      conversationId,
      personId,
      name,
      role: '科室负责人',
      organisation: '示例单位',
      unitId,
      sortKey: `02.${personId}`,
      state: 'active',
      readN: 0,
      joinedAt: new Date(0),
      history: [],
    })
}
