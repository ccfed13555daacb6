/** The rows of a group's roster: who is in the sheet, and who of them has come in. */
import type { RosterRowView } from '../../../miniprogram/domain/contract/groups/roster'
import type { RosterWords } from '../../../miniprogram/domain/roster'
import { command, db } from '../../_kit/cloud'
import type { MemberDocument } from '../store'

export interface RosterRow extends RosterWords {
  /** Follows from group and number, so that a number has one row in a group. */
  _id: string
  conversationId: string
  /** Recognises the number; the number itself is not kept. */
  phoneDigest: string
  phoneMasked: string
  /** dropped: 群主 took it out of the roster; an import that has it again brings it back. */
  state: 'open' | 'claimed' | 'dropped'
  /** Who claimed it. */
  personId: string | null
  sortKey: string
  searchKey: string
  history: MemberDocument['history']
}

/** The most a query answers. */
const PAGE = 1000

/** Every row of a group, taken out or not. One request for each thousand. */
export async function allRows(conversationId: string): Promise<RosterRow[]> {
  const rows: RosterRow[] = []
  for (;;) {
    const later = rows.length > 0 ? { sortKey: command.gt(rows.at(-1)!.sortKey) } : {}
    const { data } = await db
      .collection('rosterRows')
      .where({ conversationId, ...later })
      .orderBy('sortKey', 'asc')
      .limit(PAGE)
      .get()
    rows.push(...(data as RosterRow[]))
    if (data.length < PAGE) return rows
  }
}

/** The rows that wait for the holder of a number, in any group. One request, by index (phoneDigest, state). */
export async function openRowsOf(phoneDigest: string): Promise<RosterRow[]> {
  const { data } = await db.collection('rosterRows').where({ phoneDigest, state: 'open' }).limit(20).get()
  return data as RosterRow[]
}

/** Open rows that bear one of these names. One request, by index (conversationId, state, name). */
export async function openRowsNamed(conversationId: string, names: string[]): Promise<RosterRow[]> {
  if (names.length === 0) return []
  const { data } = await db
    .collection('rosterRows')
    .where({ conversationId, state: 'open', name: command.in([...new Set(names)]) })
    .limit(100)
    .get()
  return data as RosterRow[]
}

export function presentRow({ _id, name, role, organisation, phoneMasked, state }: RosterRow): RosterRowView {
  return { rowId: _id, name, role, organisation, phoneMasked, state: state === 'claimed' ? state : 'open' }
}
