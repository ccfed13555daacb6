import { setting, onSettingChange } from './device'

/** Scope of the app, the pages and components that share it; glass-easel writes these classes without a prefix. */
export const SHARED_SCOPE = '_a'

interface Sheet {
  element: HTMLStyleElement
  css: string
}

const sheets = new Map<string, Sheet>()

/** Pages come after components, whatever was loaded first, so that a page's rule wins at equal specificity. */
const layers = new Map(
  ['app', 'component', 'page'].map((name) => {
    const marker = document.createElement('meta')
    marker.dataset.after = name
    document.head.append(marker)
    return [name, marker] as const
  }),
)

/** The app's own dark mode follows the phone's setting, not the browser's: the media query is decided here. */
function decideTheme(css: string): string {
  const dark = setting('theme') === 'dark'
  return css.replace(/\(\s*prefers-color-scheme\s*:\s*(dark|light)\s*\)/g, (_, wanted: string) =>
    (wanted === 'dark') === dark ? '(min-width: 0px)' : '(max-width: 0px)',
  )
}

/** Add a compiled style sheet, once per path. */
export function addStyleSheet(path: string, css: string, scope: string, layer: 'app' | 'component' | 'page') {
  if (sheets.has(path)) return
  const element = document.createElement('style')
  element.dataset.path = path
  const scoped = css.replaceAll('__S__', scope)
  element.textContent = decideTheme(scoped)
  layers.get(layer)?.before(element)
  sheets.set(path, { element, css: scoped })
}

onSettingChange('theme', () => {
  for (const { element, css } of sheets.values()) element.textContent = decideTheme(css)
})
