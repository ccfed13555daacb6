import postcss, { type AtRule, type Root } from 'postcss'
import { convertLengths } from '../lengths'
import { drawIcons, iconSetOf } from './icon-font'
import { scopeSelector, type StyleOwner } from './selectors'

export interface StyleSource {
  /** @returns [path, text] of an imported file, or null when there is none */
  load(specifier: string, from: string): [string, string] | null
  warn(line: string): void
}

const REMOTE = /url\(\s*['"]?(?:https?:)?\/\//
/** What a style sheet's `@import` rules name, as written. */
export function importsOf(text: string): string[] {
  return [...text.matchAll(/@import\s+(?:url\()?\s*["']?([^"')\s;]+)/g)].map((match) => match[1] ?? '')
}

/** Put the content of every `@import` in its place, once each. */
function inlineImports(root: Root, path: string, source: StyleSource, seen: Set<string>) {
  root.walkAtRules('import', (rule: AtRule) => {
    const specifier = importsOf(`@import ${rule.params}`)[0] ?? ''
    const found = source.load(specifier, path)
    if (!found) {
      source.warn(`${path}: @import "${specifier}" was not found`)
      rule.remove()
      return
    }
    const [importedPath, text] = found
    if (seen.has(importedPath)) {
      rule.remove()
      return
    }
    seen.add(importedPath)
    const imported = postcss.parse(text, { from: importedPath })
    inlineImports(imported, importedPath, source, seen)
    rule.replaceWith(imported.nodes)
  })
}

/**
 * One WXSS file, with what it imports, to CSS for the phone.
 * @param path without `.wxss`
 * @throws CssSyntaxError with file and line
 */
export function compileWxss(text: string, path: string, owner: StyleOwner, source: StyleSource): string {
  const root = postcss.parse(text, { from: `${path}.wxss` })
  inlineImports(root, `${path}.wxss`, source, new Set([`${path}.wxss`]))
  root.walkAtRules('font-face', (rule) => {
    // a font from the network stays away, as on a weak network: no request leaves this machine
    const address = rule.nodes?.find((node) => node.type === 'decl' && REMOTE.test(node.value))?.toString()
    if (!address) return
    rule.remove()
    const icons = iconSetOf(address)
    if (icons) drawIcons(root, icons)
  })
  root.walkDecls((declaration) => {
    declaration.value = convertLengths(declaration.value)
  })
  root.walkAtRules((rule) => {
    if (rule.name === 'media') rule.params = convertLengths(rule.params)
  })
  root.walkRules((rule) => {
    const parent = rule.parent
    if (parent?.type === 'atrule' && (parent as AtRule).name.endsWith('keyframes')) return
    // a nested rule is limited by the one around it
    rule.selector = scopeSelector(rule.selector, parent?.type === 'rule' ? { kind: 'app' } : owner)
  })
  root.walkComments((comment) => {
    comment.remove()
  })
  return root.toString()
}
