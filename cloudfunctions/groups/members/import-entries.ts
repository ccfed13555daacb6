/** From a sheet's people to rows of the roster: recognised numbers, units, spelling, and checked words. */
import { maskPhone } from '../../../miniprogram/domain/people'
import type { SheetPerson, SheetProblem } from '../../../miniprogram/domain/roster-sheet'
import { isStaffRole, rosterKey } from '../../../miniprogram/domain/roles'
import { command, db } from '../../_kit/cloud'
import { derivedId } from '../../_kit/ids'
import { phoneDigest } from '../../_kit/phone-digest'
import { Refusal } from '../../_kit/refusal'
import { requireFineWords } from './checked-words'
import type { RosterRow } from './roster-rows'
import { searchKeyOf } from './search-key'

/** What the content check takes at once, with room. */
const CHECKED_AT_ONCE = 2000

/**
 * One request for the units, and one content check for each 2,000 characters.
 * @returns the rows as they would be added, and a problem for each row whose words are not fit to be shown
 */
export async function entriesOf(
  people: SheetPerson[],
  conversationId: string,
  openid: string,
): Promise<{ entries: RosterRow[]; problems: SheetProblem[] }> {
  const refused = await refusedIn(people, openid)
  const units = await unitsNamed(people)
  const entries: RosterRow[] = []
  for (const person of people) {
    if (refused.includes(person)) continue
    const { name, number, role, organisation, helpsWith, channel } = person
    const digest = phoneDigest(number)
    const id = derivedId('rosterRow', conversationId, digest)
    const searchKey = await searchKeyOf(name, organisation)
    entries.push({
      _id: id,
      conversationId,
      name,
      role,
      organisation,
      // A firm that calls itself like an office does not become one.
      unitId: isStaffRole(role) ? (units.get(organisation) ?? null) : null,
      helpsWith,
      channel,
      phoneDigest: digest,
      phoneMasked: maskPhone(number),
      state: 'open',
      personId: null,
      sortKey: rosterKey(role, searchKey, id),
      searchKey,
      history: [],
    })
  }
  const sentence = (row: number) => `第 ${row} 行：文字没有通过内容检查，请改一改`
  const problems = refused.map(({ row }) => ({ row, column: '能帮什么', sentence: sentence(row) }))
  return { entries, problems }
}

async function unitsNamed(people: SheetPerson[]): Promise<Map<string, string>> {
  const names = people.filter(({ role }) => isStaffRole(role)).map(({ organisation }) => organisation)
  if (names.length === 0) return new Map()
  const { data } = await db
    .collection('units')
    .where({ name: command.in([...new Set(names)]) })
    .limit(1000)
    .get()
  return new Map((data as { _id: string; name: string }[]).map(({ _id, name }) => [name, _id]))
}

/** Many rows in one check; a lot that is not plainly fine is looked at row by row, so that the one row is named. */
async function refusedIn(people: SheetPerson[], openid: string): Promise<SheetPerson[]> {
  const words = ({ name, organisation, helpsWith, channel }: SheetPerson) =>
    `${name} ${organisation} ${helpsWith} ${channel}`
  const lots: SheetPerson[][] = [[]]
  let length = 0
  for (const person of people) {
    length += words(person).length + 1
    if (length > CHECKED_AT_ONCE) {
      lots.push([])
      length = words(person).length + 1
    }
    lots.at(-1)!.push(person)
  }
  const refused: SheetPerson[] = []
  for (const lot of lots) {
    if (lot.length === 0 || (await isFine(lot.map(words).join('\n')))) continue
    for (const person of lot) if (!(await isFine(words(person)))) refused.push(person)
  }
  return refused

  async function isFine(text: string): Promise<boolean> {
    try {
      await requireFineWords(openid, text)
      return true
    } catch (error) {
      if (error instanceof Refusal && error.code === 'WORDS_REFUSED') return false
      throw error
    }
  }
}
