import { PART_TAGS } from '../../parts/registry'

/** wx.canIUse for `api`, `api.method.param` and `part.attribute`, as far as names go: only the first is looked at. */
export function canIUse(apis: Record<string, unknown>) {
  return (schema: string): boolean => {
    const [name = ''] = schema.split('.')
    return name in apis || PART_TAGS.includes(name)
  }
}
