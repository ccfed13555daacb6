/** Writing what an import changes. Every step finds its own work, so an import that died is simply done again. */
import { HEAD_ROLE, rosterKey } from '../../../miniprogram/domain/roles'
import type { RosterPlan, RosterWords } from '../../../miniprogram/domain/roster'
import { command, db } from '../../_kit/cloud'
import { isDuplicate } from '../../_kit/duplicate'
import { addOnce } from '../../_kit/once'
import { membershipsOf, type MemberDocument } from '../store'
import type { RosterRow } from './roster-rows'

interface Importing {
  importId: string
  by: string
  now: number
}

type Change = RosterPlan<RosterRow, RosterRow>['changed'][number]

const ADDED_AT_ONCE = 100
const CHANGED_AT_ONCE = 8

/**
 * One request for each hundred new rows; one for each changed row, two when it has been claimed, and one for each
 * hundred of those.
 */
export async function writeImport(
  plan: RosterPlan<RosterRow, RosterRow>,
  importing: Importing,
): Promise<void> {
  for (let from = 0; from < plan.added.length; from += ADDED_AT_ONCE)
    await addRows(plan.added.slice(from, from + ADDED_AT_ONCE))
  const members = await claimants(plan.changed)
  const rest = [...plan.changed]
  const change = async () => {
    for (let next = rest.shift(); next; next = rest.shift()) {
      const { conversationId, personId } = next.row
      const member = members.find(
        (each) => each.personId === personId && each.conversationId === conversationId,
      )
      // The member first: a call that died in between finds the row still different, and does both again.
      if (member?.state === 'active') await changeMember(member, next, importing)
      await changeRow(next, importing)
    }
  }
  await Promise.all(Array.from({ length: CHANGED_AT_ONCE }, change))
}

async function addRows(rows: RosterRow[]): Promise<void> {
  try {
    await db.collection('rosterRows').add(rows)
  } catch (error) {
    if (!isDuplicate(error)) throw error
    // Another import of the same people at the same moment: what is there already stays.
    for (const row of rows) await addOnce('rosterRows', row)
  }
}

async function claimants(changed: Change[]): Promise<MemberDocument[]> {
  const claimed = changed.filter(({ row }) => row.personId !== null)
  const members: MemberDocument[] = []
  for (let from = 0; from < claimed.length; from += ADDED_AT_ONCE) {
    const some = claimed.slice(from, from + ADDED_AT_ONCE)
    members.push(
      ...(await membershipsOf(
        some[0]!.row.conversationId,
        some.map(({ row }) => row.personId!),
      )),
    )
  }
  return members
}

async function changeMember(member: MemberDocument, { entry, fields }: Change, importing: Importing) {
  const { role, ...words } = fields
  // 群主 stays 群主 whatever a sheet says of him.
  const given = role !== undefined && member.role !== HEAD_ROLE ? { role } : {}
  const sortKey = rosterKey(given.role ?? member.role, entry.searchKey, member.personId)
  await db
    .collection('members')
    .where({ _id: member._id, 'history.moveId': command.neq(importing.importId) })
    .update({
      ...words,
      ...given,
      ...(words.unitId === undefined ? {} : { seatChangedAt: new Date(importing.now) }),
      sortKey,
      searchKey: entry.searchKey,
      history: command.push(moveOf(fields, importing)),
    })
}

async function changeRow({ row, entry, fields }: Change, importing: Importing) {
  const { sortKey, searchKey } = entry
  const state = row.state === 'dropped' ? (row.personId ? 'claimed' : 'open') : row.state
  await db
    .collection('rosterRows')
    .where({ _id: row._id })
    .update({ ...fields, sortKey, searchKey, state, history: command.push(moveOf(fields, importing)) })
}

const LABELS: Record<keyof RosterWords, string> = {
  name: '姓名',
  role: '角色',
  organisation: '单位',
  unitId: '科室',
  helpsWith: '能帮什么',
  channel: '视频号',
}

function moveOf(fields: Partial<RosterWords>, { importId, by, now }: Importing) {
  const detail = (Object.keys(fields) as (keyof RosterWords)[]).map((field) => LABELS[field]).join('、')
  return { moveId: importId, move: 'import', by, at: new Date(now), detail }
}
