import { isPlainObject, type Document } from '../ejson'
import { capAround, capOfMetres, type Cap } from './cap'
import { geometryOf } from './geometry'
import { nearOf } from './queries'

/** A part of the globe outside of which no match lies, by the first geo condition on one of these paths. */
export function areaOf(condition: Document, paths: string[]): { path: string; cap: Cap } | undefined {
  for (const [key, operand] of Object.entries(condition)) {
    if (key === '$and') {
      const found = (operand as Document[]).map((branch) => areaOf(branch, paths)).find(Boolean)
      if (found) return found
    }
    if (!paths.includes(key) || !isPlainObject(operand)) continue
    for (const [name, asked] of Object.entries(operand)) {
      const cap = capOf(key, name, asked)
      if (cap && cap.radius < Math.PI) return { path: key, cap }
    }
  }
  return undefined
}

function capOf(path: string, name: string, operand: unknown): Cap | undefined {
  if (name === '$nearSphere' || name === '$near') {
    const { center, max } = nearOf(path, name, operand)
    return capOfMetres(center, max)
  }
  if ((name !== '$geoWithin' && name !== '$geoIntersects') || !isPlainObject(operand)) return undefined
  if (Array.isArray(operand.$centerSphere)) {
    const [at, radius] = operand.$centerSphere as [unknown, number]
    const [center] = geometryOf(at)!.points
    return { center: center!, radius: Math.min(Math.PI, radius + 1e-9) }
  }
  const geometry = geometryOf(operand.$geometry)
  return geometry && capAround(geometry)
}
