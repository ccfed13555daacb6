/** Fields that documents written by an earlier version lack, and that an index or the code now needs: decision 0046. */

export interface Fill {
  collection: string
  /** Written where it is missing, and never over what is there. */
  field: string
  /** Of the fields of the document alone, so that filling twice gives the same. */
  valueOf(document: Record<string, unknown>): unknown
}

export const FILLS: Fill[] = [
  {
    // Before, an item knew the one right it was claimed by; since then all that it uses up, none of them twice.
    collection: 'giftItems',
    field: 'claimIds',
    valueOf: ({ claimId, _id }) => [claimId ?? `free.${String(_id)}`],
  },
]
