import { createRequire } from 'node:module'

interface IconSet {
  icons: Record<string, { body: string }>
  width: number
  height: number
}

const sets = new Map<string, IconSet>()

/** A set of the package `@iconify-json/<set>`, read on first use; without the package it is empty. */
function iconSet(set: string): IconSet {
  const known = sets.get(set)
  if (known) return known
  let read: IconSet = { icons: {}, width: 24, height: 24 }
  try {
    read = createRequire(__filename)(`@iconify-json/${set}/icons.json`) as IconSet
  } catch (error) {
    if ((error as { code?: string }).code !== 'MODULE_NOT_FOUND') throw error
  }
  sets.set(set, read)
  return read
}

const known = new Map<string, Set<string>>()

/** Names of the icons of a set. */
export function iconNames(set: string): Set<string> {
  const names = known.get(set) ?? new Set(Object.keys(iconSet(set).icons))
  known.set(set, names)
  return names
}

/** One icon as an SVG file. @param file `set/name.svg`; @returns null when there is none */
export function iconPicture(file: string): string | null {
  const [, set, name] = /^(tdesign)\/([\w-]+)\.svg$/.exec(file) ?? []
  if (!set || !name || !iconNames(set).has(name)) return null
  const { icons, width, height } = iconSet(set)
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}">${icons[name]?.body}</svg>`
}
