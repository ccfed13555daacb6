import { isPlainObject, type Document } from '../ejson'
import { invalidOperator, invalidParameter } from '../errors'
import { keyOf } from '../key'
import { compileExpression, type Variables } from './expressions'
import { GATHERERS, type Gatherer } from './gatherers'
import type { MakeStage } from './stages'

/** Takes documents and keeps its groups till the end. */
interface Gathering {
  take(documents: Document[]): Document[]
  finish(): Document[]
}
type Output = (document: Document) => unknown
interface Field {
  name: string
  make: () => Gatherer
  value: Output
}

/** The output fields of $group, $bucket: { name: { $sum: expression }, … }. @throws PlatformError */
export function outputFields(stage: string, output: unknown, variables: Variables): Field[] {
  if (!isPlainObject(output)) throw invalidParameter(`${stage}: output must be an object`)
  return Object.entries(output).map(([name, spec]) => {
    const [operator, ...more] = isPlainObject(spec) ? Object.keys(spec) : []
    if (!operator || more.length || name.includes('.') || name.startsWith('$')) {
      throw invalidParameter(`${stage}: the field '${name}' must be an object with one accumulator`)
    }
    const make = GATHERERS[operator]
    if (!make || !Object.hasOwn(GATHERERS, operator))
      throw invalidOperator(`unknown group operator ${operator}`)
    return { name, make, value: compileExpression((spec as Document)[operator], variables) }
  })
}

/** One pass over the documents: groups in the order of their first document. */
export function gather(id: Output, fields: Field[]): Gathering {
  const groups = new Map<string, { id: unknown; gatherers: Gatherer[] }>()
  return {
    take(documents) {
      for (const document of documents) {
        const value = id(document) ?? null
        const key = typeof value === 'string' ? `s${value}` : keyOf(value)
        let group = groups.get(key)
        if (!group) groups.set(key, (group = { id: value, gatherers: fields.map(({ make }) => make()) }))
        for (let i = 0; i < fields.length; i++) group.gatherers[i]!.add(fields[i]!.value(document))
      }
      return []
    },
    finish: () =>
      [...groups.values()].map(({ id: _id, gatherers }) => {
        const made: Document = { _id }
        fields.forEach(({ name }, i) => (made[name] = gatherers[i]!.result()))
        return made
      }),
  }
}

export const group: MakeStage = (spec, { variables }) => {
  if (!isPlainObject(spec) || !('_id' in spec))
    throw invalidParameter('a group specification must include an _id')
  const { _id, ...output } = spec
  return gather(compileExpression(_id, variables), outputFields('$group', output, variables))
}
