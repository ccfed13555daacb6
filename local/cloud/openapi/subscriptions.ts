import type { Sqlite } from '../database/sqlite'
import type { Template } from './templates'

export type Choice = 'accept' | 'reject'

/** Who let the app send what: one accept of a one-time template is one message. */
export interface Subscriptions {
  mainSwitch(openid: string): boolean
  setMainSwitch(openid: string, on: boolean): void
  /** Choices kept by "总是保持以上选择"; all others are asked again. */
  kept(openid: string): Record<string, Choice>
  keep(openid: string, template: string, choice: Choice): void
  /** What was answered to one question; an accept adds a credit. */
  answer(openid: string, template: Template, choice: Choice): void
  credits(openid: string, template: string): number
  /** Uses one credit. @returns false when there is none, or its holder wants none of it */
  spend(openid: string, template: Template): boolean
}

export function createSubscriptions(store: Sqlite): Subscriptions {
  const credits = (openid: string, template: string) => {
    const row = store.sql('SELECT count FROM credits WHERE openid = ? AND template = ?').get(openid, template)
    return (row as { count: number } | undefined)?.count ?? 0
  }
  const kept = (openid: string) => {
    const rows = store.sql('SELECT template, choice FROM kept_choices WHERE openid = ?').all(openid)
    return Object.fromEntries(
      (rows as { template: string; choice: Choice }[]).map((r) => [r.template, r.choice]),
    )
  }
  const mainSwitch = (openid: string) =>
    store.sql('SELECT 1 FROM switched_off WHERE openid = ?').get(openid) === undefined
  const setCredits = (openid: string, template: string, count: number) =>
    store.sql('INSERT OR REPLACE INTO credits VALUES (?, ?, ?)').run(openid, template, count)

  return {
    mainSwitch,
    setMainSwitch(openid, on) {
      const sql = on
        ? 'DELETE FROM switched_off WHERE openid = ?'
        : 'INSERT OR REPLACE INTO switched_off VALUES (?)'
      store.sql(sql).run(openid)
    },
    kept,
    keep(openid, template, choice) {
      store.sql('INSERT OR REPLACE INTO kept_choices VALUES (?, ?, ?)').run(openid, template, choice)
    },
    answer(openid, { id, kind }, choice) {
      const before = credits(openid, id)
      if (choice === 'accept') setCredits(openid, id, kind === 'once' ? before + 1 : 1)
      else if (kind === 'long') setCredits(openid, id, 0)
    },
    credits,
    spend(openid, { id, kind }) {
      const left = credits(openid, id)
      if (left < 1 || !mainSwitch(openid) || kept(openid)[id] === 'reject') return false
      if (kind === 'once') setCredits(openid, id, left - 1)
      return true
    },
  }
}
