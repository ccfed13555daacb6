import * as v from 'valibot'
import type { Groups } from '../../miniprogram/domain/contract/groups'
import type { AskableUnit } from '../../miniprogram/domain/contract/groups/asking'
import { ladderOfGroup } from '../../miniprogram/domain/ladder'
import { ownerOf } from '../../miniprogram/domain/obligations'
import { STAFF_KEYS_END } from '../../miniprogram/domain/roles'
import { onDutyAt, type Rota } from '../../miniprogram/domain/rota'
import { command, db } from '../_kit/cloud'
import { id } from '../_kit/inputs'
import { find } from '../_kit/once'
import type { ActionSpec } from '../_kit/serve'
import { speller } from './members/search-key'
import { seatOf, type MemberDocument } from './store'

interface UnitDocument {
  _id: string
  name: string
  headId: string | null
  dutyPhone?: string
}
type Staff = MemberDocument & { units: UnitDocument[]; rotas: Rota[] }

/** Four database requests. */
export const openAsking: ActionSpec<Groups['openAsking']> = {
  who: 'person',
  input: v.strictObject({ conversationId: id }),
  async run({ actor, input: { conversationId }, now }) {
    const { conversation } = await seatOf(conversationId, actor.personId)
    const { nightFrom: from, nightTo: to } = ladderOfGroup(conversation)
    const asking = { units: [], night: { from, to }, dutyPhone: '', now }
    if (conversation.kind === 'private') return asking
    const [staff, unit, spell] = await Promise.all([
      staffOf(conversationId),
      find<UnitDocument>('units', conversation.unitId),
      speller(),
    ])
    const units = unitsOf(staff, conversation.headId, now)
    return {
      ...asking,
      units: units.map((each) => ({ ...each, searchKey: spell(each.name, '') })),
      dutyPhone: unit?.dutyPhone ?? '',
    }
  },
}

/** Who works for a unit in this group, with unit and rota: they stand first in the roster. One request. */
async function staffOf(conversationId: string): Promise<Staff[]> {
  const { data } = await db
    .collection('members')
    .aggregate()
    .match({ conversationId, state: 'active', sortKey: command.lt(STAFF_KEYS_END) })
    .limit(200)
    .lookup({ from: 'units', localField: 'unitId', foreignField: '_id', as: 'units' })
    .lookup({ from: 'rotas', localField: 'unitId', foreignField: '_id', as: 'rotas' })
    .project({ personId: 1, name: 1, 'units._id': 1, 'units.name': 1, 'units.headId': 1, rotas: 1 })
    .end()
  return data as Staff[]
}

/** Only who is in the group can be reached in it: of a duty or a head from elsewhere the next in line is named. */
function unitsOf(staff: Staff[], lastResortId: string, now: number): Omit<AskableUnit, 'searchKey'>[] {
  const names = new Map(staff.map(({ personId, name }) => [personId, name]))
  const here = (personId: string | null) => (personId !== null && names.has(personId) ? personId : null)
  const units = new Map(
    staff.flatMap((each) => each.units.map((unit) => [unit._id, { unit, each }] as const)),
  )
  return [...units.values()].map(({ unit, each }) => {
    const rota = each.rotas[0]
    const onDutyId = here(rota ? onDutyAt(rota, now).personId : null)
    const asked = { kind: 'unit' as const, id: unit._id, name: unit.name }
    const ownerId = ownerOf(asked, { onDutyId, standInId: null, headId: here(unit.headId), lastResortId })
    return {
      unitId: unit._id,
      name: unit.name,
      reaches: names.get(ownerId) ?? '',
      onDuty: onDutyId !== null,
    }
  })
}
