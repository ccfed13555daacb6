/** What an import changes: a sheet's people beside the rows a group has. Pure. */

/** What a sheet says of a person, apart from his number. */
export interface RosterWords {
  name: string
  role: string
  organisation: string
  unitId: string | null
  helpsWith: string
  channel: string
}

const FIELDS = ['name', 'role', 'organisation', 'unitId', 'helpsWith', 'channel'] as const

export interface RosterPlan<Entry, Row> {
  added: Entry[]
  changed: { row: Row; entry: Entry; fields: Partial<RosterWords> }[]
  same: number
  /** Rows the sheet does not have: never taken out by themselves, 群主 decides. */
  missing: Row[]
}

/**
 * Matches by the digest of the phone number. Only what differs from the row is a change: what a member has since written
 * on his own card stays as long as the sheet says the same as last time.
 */
export function planImport<
  Entry extends RosterWords & { phoneDigest: string },
  Row extends RosterWords & { phoneDigest: string; state: string },
>(entries: Entry[], rows: Row[]): RosterPlan<Entry, Row> {
  const byDigest = new Map(rows.map((row) => [row.phoneDigest, row]))
  const plan: RosterPlan<Entry, Row> = { added: [], changed: [], same: 0, missing: [] }
  for (const entry of entries) {
    const row = byDigest.get(entry.phoneDigest)
    byDigest.delete(entry.phoneDigest)
    if (!row) {
      plan.added.push(entry)
      continue
    }
    const fields = differing(entry, row)
    // What 群主 took out is wanted again when a sheet has it again.
    if (Object.keys(fields).length > 0 || row.state === 'dropped') plan.changed.push({ row, entry, fields })
    else plan.same += 1
  }
  plan.missing = [...byDigest.values()].filter(({ state }) => state !== 'dropped')
  return plan
}

function differing(entry: RosterWords, row: RosterWords): Partial<RosterWords> {
  const entries = FIELDS.filter((field) => entry[field] !== row[field]).map((field) => [field, entry[field]])
  return Object.fromEntries(entries) as Partial<RosterWords>
}

/**
 * Whether a name is what somebody looks for: by its characters, by pinyin or by initials.
 * @param words as typed: any of them may be capital or spaced; '' finds all
 * @param others further texts to look in, such as his firm
 */
export function isFound(
  words: string,
  { name, searchKey }: { name: string; searchKey?: string },
  ...others: string[]
): boolean {
  const wanted = words.toLowerCase().replace(/\s/g, '')
  if (wanted === '' || [name, ...others].some((text) => text.includes(wanted))) return true
  // A roster kept by an older version of the app has no spelling.
  return /^[a-z0-9]+$/.test(wanted) && (searchKey ?? '').includes(wanted)
}
