/** Ids made once: random for new nouns, derived for everything that may be sent twice. */
import { createHash, randomBytes } from 'node:crypto'

function digest(parts: string[]): string {
  // Joined with a character that no id contains, so that ("ab","c") and ("a","bc") differ.
  return createHash('sha256').update(parts.join('\n')).digest('base64url').slice(0, 24)
}

export function randomId(): string {
  return randomBytes(16).toString('base64url').slice(0, 22)
}

/**
 * The stored id of something a person drafted. Hashing the person in means that nobody can take, or probe for,
 * another's id by guessing his draft ids.
 */
export function draftedId(personId: string, kind: string, draftId: string): string {
  return digest([personId, kind, draftId])
}

/** An id that follows from other ids, such as an obligation's from its message and the one asked. */
export function derivedId(kind: string, ...ids: string[]): string {
  return digest([kind, ...ids])
}

/** Where the map from openid to person keeps its entry. Not reversible, so the openid stands in no `_id`. */
export function identityIdOf(openid: string): string {
  return digest(['identity', openid])
}

/** A mark of what was said under an id, to refuse the same id with other content. */
export function fingerprintOf(content: unknown): string {
  return digest(['content', JSON.stringify(content)])
}
