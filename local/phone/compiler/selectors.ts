import parser from 'postcss-selector-parser'
import { hostTag } from '../tags'

/**
 * Whose style sheet a selector stands in. All pages share one document, so a page's rules say which page they are
 * for; a component's rules only meet elements of its own template. `__S__` is replaced by the phone with the scope
 * it gave to the component (glass-easel writes classes as `scope--name`).
 */
export type StyleOwner = { kind: 'app' } | { kind: 'page'; route: string } | { kind: 'component' }

export const SCOPE = '__S__'

/** `:where(tag[name="value"])`: a condition that adds nothing to a rule's specificity. */
function where(tag: string, name: string, value: string): parser.Pseudo {
  const [selector] = parser().astSync(`:where(${tag}[${name}="${value}"])`).nodes
  const pseudo = selector?.nodes[0]?.clone() as parser.Pseudo
  pseudo.spaces.before = ''
  return pseudo
}

// the library's types ask for a selector where any node of one is meant
const asSelector = (node: parser.Node) => node as unknown as parser.Selector

/** `:host` counts nothing, so that a class set from outside goes before the component's own rule. */
function hostSelector(node: parser.Pseudo) {
  const inner = node.nodes[0]?.nodes ?? []
  node.replaceWith(where('', 'wx-host', SCOPE), ...inner.map((child) => child.clone() as parser.Node))
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
    if (scoped || !target) continue
    const condition = where('', 'wx-s', SCOPE)
    condition.spaces.after = target.spaces.after
    target.spaces.after = ''
    selector.insertAfter(asSelector(target), asSelector(condition))
  }
}

function limitToPage(selector: parser.Selector, route: string) {
  const first = selector.nodes.find((node) => node.type !== 'comment')
  if (first?.type === 'tag' && first.value === 'wx-page') {
    selector.insertAfter(asSelector(first), asSelector(where('', 'data-route', route)))
    return
  }
  selector.prepend(asSelector(parser.combinator({ value: ' ' })))
  selector.prepend(asSelector(where('wx-page', 'data-route', route)))
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
