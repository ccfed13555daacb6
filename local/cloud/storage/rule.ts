import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { allows } from '../rules/evaluate'
import { parseRule, type Rule } from '../rules/rule'

/** Who may do what with the bucket's files, for phones; functions and administrators may do everything. */
export interface BucketRule {
  /** @param owner of the file, null for none @param openid who asks, absent: nobody */
  mayRead(owner: string | null, openid: string | undefined, now: number): boolean
  mayWrite(owner: string | null, openid: string | undefined, now: number): boolean
}

const OWN = 'resource.openid == auth.openid'

/** The four basic permissions, by the names of CloudBase's management API. */
const BASIC: Record<string, { read: string | boolean; write: string | boolean }> = {
  READONLY: { read: true, write: OWN },
  PRIVATE: { read: OWN, write: OWN },
  ADMINWRITE: { read: true, write: false },
  ADMINONLY: { read: false, write: false },
}

/**
 * Reads storage.json of a configuration folder: `{ "acl": "READONLY" | "PRIVATE" | "ADMINWRITE" | "ADMINONLY" }`, or a
 * security rule `{ "read": …, "write": … }`. Without the file a phone may do nothing.
 * @throws Error naming what is wrong: a typing error must not open the bucket
 */
export function readBucketRule(configDir: string | undefined): BucketRule {
  const file = configDir && join(configDir, 'storage.json')
  const raw: unknown =
    file && existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : { acl: 'ADMINONLY' }
  const { read, write } = sources(raw)
  const [reading, writing] = [storageRule('read', read), storageRule('write', write)]
  return {
    mayRead: (owner, openid, now) => decide(reading, owner, openid, now),
    mayWrite: (owner, openid, now) => decide(writing, owner, openid, now),
  }
}

function sources(raw: unknown): { read: string | boolean; write: string | boolean } {
  if (raw === null || typeof raw !== 'object' || Array.isArray(raw))
    throw new Error('storage.json: not an object')
  const given = raw as Record<string, unknown>
  const stranger = Object.keys(given).find((name) => !['acl', 'read', 'write'].includes(name))
  if (stranger) throw new Error(`storage.json: unknown "${stranger}"; it holds "acl", or "read" and "write"`)
  if (given.acl !== undefined) {
    const basic =
      typeof given.acl === 'string' && Object.hasOwn(BASIC, given.acl) ? BASIC[given.acl] : undefined
    if (!basic || given.read !== undefined || given.write !== undefined) {
      throw new Error(`storage.json: "acl" is alone and one of ${Object.keys(BASIC).join(', ')}`)
    }
    return basic
  }
  for (const name of ['read', 'write']) {
    if (!['undefined', 'boolean', 'string'].includes(typeof given[name])) {
      throw new Error(`storage.json: "${name}" is true, false or an expression`)
    }
  }
  return { read: false, write: false, ...(given as { read?: string; write?: string }) }
}

/**
 * The rule language is that of collections; a file is `resource` where a document is `doc`, and there is no get().
 * https://developers.weixin.qq.com/minigame/dev/wxcloud/guide/storage/security-rules/rules.html
 */
function storageRule(name: string, source: string | boolean): Rule {
  const text = String(source)
  const wrong = (why: string) => new Error(`storage.json: ${name}: ${why}`)
  if (/\b(doc|get)\b/.test(text)) throw wrong('a storage rule knows auth, resource and now, not doc or get()')
  let rule: Rule
  try {
    rule = parseRule(text.replace(/\bresource\b/g, 'doc'))
  } catch (error) {
    throw wrong((error as Error).message)
  }
  const unknown = rule.docFields.find((field) => field !== 'openid')
  if (unknown) throw wrong(`a file has no resource.${unknown}, only resource.openid`)
  return rule
}

function decide(rule: Rule, owner: string | null, openid: string | undefined, now: number): boolean {
  const doc = new Map<string, unknown>(owner === null ? [] : [['openid', owner]])
  return allows(rule.expression, { openid, now, doc, read: () => null })
}
