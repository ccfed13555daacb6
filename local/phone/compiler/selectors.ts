import parser from 'postcss-selector-parser'
import { hostTag } from '../tags'

/**
 * Whose style sheet a selector stands in. All pages share one document, so a page's rules say which page they are
 * for; a component's rules only meet elements of its own template. `__S__` is replaced by the phone with the scope
 * it gave to the component (glass-easel writes classes as `scope--name`).
 */
export type StyleOwner = { kind: 'app' } | { kind: 'page'; route: string } | { kind: 'component' }

export const SCOPE = '__S__'

function hostSelector(node: parser.Pseudo) {
  // zero specificity: a class set from outside on the host goes before the component's own :host
  const host = parser.pseudo({ value: ':where' })
  host.append(
    parser.selector({
      value: '',
      nodes: [
        parser.attribute({ attribute: 'wx-host', operator: '=', value: SCOPE, quoteMark: '"', raws: {} }),
      ],
    }),
  )
  const inner = node.nodes[0]?.nodes ?? []
  node.replaceWith(...[host, ...inner.map((child) => child.clone() as parser.Node)])
}

function scopeAttribute(): parser.Pseudo {
  const where = parser.pseudo({ value: ':where' })
  where.append(
    parser.selector({
      value: '',
      nodes: [parser.attribute({ attribute: 'wx-s', operator: '=', value: SCOPE, quoteMark: '"', raws: {} })],
    }),
  )
  return where
}

/** Split a selector into compound selectors (runs without combinators). */
function compounds(selector: parser.Selector): parser.Node[][] {
  const groups: parser.Node[][] = [[]]
  for (const node of selector.nodes) {
    if (node.type === 'combinator') groups.push([])
    else groups[groups.length - 1]?.push(node)
  }
  return groups.filter((group) => group.length > 0)
}

function limitToComponent(selector: parser.Selector) {
  for (const group of compounds(selector)) {
    const scoped = group.some(
      (node) => node.type === 'class' || (node.type === 'pseudo' && node.value === ':where'),
    )
    const target = group
      .filter((node) => node.type === 'tag' || node.type === 'id' || node.type === 'attribute')
      .pop()
    if (!scoped && target)
      selector.insertAfter(
        target as unknown as parser.Selector,
        scopeAttribute() as unknown as parser.Selector,
      )
  }
}

function limitToPage(selector: parser.Selector, route: string) {
  const first = selector.nodes.find((node) => node.type !== 'comment')
  const isPage = first?.type === 'tag' && first.value === 'wx-page'
  const attribute = parser.attribute({
    attribute: 'data-route',
    operator: '=',
    value: route,
    quoteMark: '"',
    raws: {},
  })
  const where = parser.pseudo({ value: ':where' })
  const inner = parser.selector({
    value: '',
    nodes: isPage ? [attribute] : [parser.tag({ value: 'wx-page' }), attribute],
  })
  where.append(inner)
  if (isPage && first) {
    selector.insertAfter(first as unknown as parser.Selector, where as unknown as parser.Selector)
  } else {
    selector.prepend(parser.combinator({ value: ' ' }) as unknown as parser.Selector)
    selector.prepend(where as unknown as parser.Selector)
  }
}

/** Rewrite a rule's whole selector list. */
export function scopeSelector(selectors: string, owner: StyleOwner): string {
  return parser((root) => {
    root.walkTags((tag) => {
      tag.value = hostTag(tag.value)
    })
    root.walkClasses((node) => {
      node.value = `${SCOPE}--${node.value}`
    })
    root.walkCombinators((node) => {
      if (node.value.includes('>>>')) node.value = ' '
    })
    root.walkPseudos((node) => {
      if (node.value === ':host') hostSelector(node)
    })
    root.each((selector) => {
      if (owner.kind === 'component') limitToComponent(selector)
      if (owner.kind === 'page') limitToPage(selector, owner.route)
    })
  }).processSync(selectors)
}
