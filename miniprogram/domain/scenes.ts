/**
 * The scene of a printed code: `<sheet>.<key version>.<check>`, at most 32 characters of those WeChat allows in a scene.
 * The sheet's id is opaque (the cloud maps it to a point and can withdraw one sheet without touching the others); the
 * check is made by the cloud with a secret that never leaves it, so a made-up scene is recognised before any reading.
 */
export interface Scene {
  sheetId: string
  keyVersion: string
  check: string
}

const SCENE = /^([0-9A-Za-z]{8,16})\.([0-9A-Za-z]{1,2})\.([0-9A-Za-z_-]{8,12})$/

export function formatScene(scene: Scene): string {
  return `${scene.sheetId}.${scene.keyVersion}.${scene.check}`
}

/** Null when the text is not one of our scenes. */
export function parseScene(text: string): Scene | null {
  const match = SCENE.exec(text)
  return match ? { sheetId: match[1]!, keyVersion: match[2]!, check: match[3]! } : null
}

/**
 * Finds the scene in whatever carried it: the scene itself, an ordinary link (`https://host/d?s=<scene>`), the path of a
 * mini program code (`pages/x?scene=<scene>`), each encoded or not, once or twice: iOS and Android differ.
 * @returns the scene's text, or null
 */
export function sceneIn(carrier: string): string | null {
  return findIn(carrier, isScene)
}

const isScene = (text: string) => parseScene(text) !== null

/** The same for any kind of code that `isOurs` knows. */
export function findIn(carrier: string, isOurs: (text: string) => boolean): string | null {
  return search(carrier.trim(), isOurs, LAYERS)
}

/** A path in a link in a query, each encoded: more layers no scan has, and a hostile code must not keep a phone busy. */
const LAYERS = 4

function search(text: string, isOurs: (text: string) => boolean, layers: number): string | null {
  if (layers === 0 || text.length > 2048) return null
  const found = searchPlain(text, isOurs, layers)
  if (found) return found
  const decoded = decodeOnce(text)
  return decoded === text ? null : search(decoded, isOurs, layers - 1)
}

function searchPlain(text: string, isOurs: (text: string) => boolean, layers: number): string | null {
  if (isOurs(text)) return text
  const query = text.includes('?') ? text.slice(text.indexOf('?') + 1).split('#')[0]! : text
  for (const pair of query.split('&')) {
    const [name, value] = [pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1)]
    if (!['s', 'scene', 'q'].includes(name)) continue
    const found = name === 'q' ? search(decodeOnce(value), isOurs, layers - 1) : decodeOnce(value)
    if (found && isOurs(found)) return found
  }
  return null
}

function decodeOnce(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text // A stray % is not ours to repair.
  }
}

/** What a page or the app was opened with: `scene` of a mini program code or `q` of an ordinary link. */
export function sceneOfOptions(options: { scene?: string | number; q?: string }): string | null {
  if (typeof options.scene === 'string' && options.scene !== '') return sceneIn(options.scene)
  return options.q ? sceneIn(options.q) : null
}
