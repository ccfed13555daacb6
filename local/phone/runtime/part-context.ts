import * as glassEasel from 'glass-easel'
import type { PartElement } from '../parts/dom'
import type { Pages } from './pages'

type Owner = { _$: glassEasel.GeneralComponent } | undefined

let openPages: Pages | null = null

export function setPages(pages: Pages) {
  openPages = pages
}

/**
 * The element of a part that an API names by its id: in the template of the given component, else of the page on top.
 * @param attribute the part's own name for it, where it is not `id`
 */
export function partById(id: string, owner: Owner, attribute?: string): PartElement | null {
  const component = owner?._$ ?? openPages?.top()?.component
  const node = component?.getShadowRoot()?.querySelector(`#${id}`)
  const host = component?.$$ as unknown as Element | undefined
  const byAttribute = () => host?.querySelector<PartElement>(`[${attribute}="${CSS.escape(id)}"]`) ?? null
  return (node?.$$ as unknown as PartElement | undefined) ?? (attribute ? byAttribute() : null)
}

/** What `wx.create…Context(id)` gives: looked up anew at each call, since it may be made before its part. */
export function lateContext(id: string, owner: Owner): object {
  return lateContextOf(() => partById(id, owner))
}

/** The same for a part that is found in another way than by its id. */
export function lateContextOf(part: () => PartElement | null): object {
  const context = () => (part()?.partContext ?? {}) as Record<string | symbol, unknown>
  return new Proxy({}, { get: (_, name) => context()[name] })
}
