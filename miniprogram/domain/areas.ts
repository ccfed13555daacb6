/** The areas a deployment can switch on or off as a whole, tabs and pages too. */
export const AREAS = ['groups', 'requests', 'rallies'] as const
export type AreaName = (typeof AREAS)[number]

/**
 * Reads the deployment's list, such as "groups,rallies". Unknown names are an error at start rather than a tab that
 * quietly never shows.
 */
export function parseAreas(list: string): AreaName[] {
  const names = list
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '')
  for (const name of names) if (!AREAS.includes(name as AreaName)) throw new Error(`unknown area: ${name}`)
  return AREAS.filter((area) => names.includes(area))
}
