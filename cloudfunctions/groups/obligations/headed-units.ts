/** Units that a person heads, with those below them: whose @ are his business, too. */
import { db } from '../../_kit/cloud'

interface Headed {
  _id: string
  below1: { _id: string }[]
  below2: { _id: string }[]
}

const below = (localField: string, as: string) => ({
  from: 'units',
  localField,
  foreignField: 'parentId',
  as,
})

/** One request, by the indexes (headId) and (parentId); empty for who heads nothing. A district's tree is three deep. */
export async function unitsHeadedBy(personId: string): Promise<string[]> {
  const { data } = await db
    .collection('units')
    .aggregate()
    .match({ headId: personId })
    .limit(50)
    .lookup(below('_id', 'below1'))
    .lookup(below('below1._id', 'below2'))
    .project({ 'below1._id': 1, 'below2._id': 1 })
    .end()
  const units = (data as Headed[]).flatMap(({ _id, below1, below2 }) => [{ _id }, ...below1, ...below2])
  return [...new Set(units.map(({ _id }) => _id))]
}
