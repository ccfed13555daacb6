/** 首席代表 of the sample's offices: invented, like everybody here. */
import type { SampleContext, SampleDocument } from './index'

const DAY = 24 * 60 * 60_000
/** Offices of the roster, and how many days ago their representatives were trained. */
const OFFICES: [string, number][] = [
  ['section-1', 30],
  ['section-2', 30],
  ['section-4', 30],
  ['section-6', 75],
  ['section-9', 75],
  ['section-10', 120],
]

export function representatives({ idOf, now, representativeIdOf }: SampleContext): SampleDocument[] {
  return OFFICES.map(([unitKey, daysAgo]) => {
    const unitId = idOf(unitKey)
    return {
      collection: 'representatives',
      document: {
        ...{
          _id: representativeIdOf(unitId),
          unitId,
          personId: idOf(unitKey.replace('section', 'official')),
        },
        ...{ trainedAt: new Date(now - daysAgo * DAY), phoneShared: false, revision: 1, history: [] },
      },
    }
  })
}
