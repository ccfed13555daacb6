import { refused, type OpenApiFacts } from './open-api'

// What makes the local checks say something else than "pass": words for tests and for trying things out.
const RISKY = { word: '违规示例', suggest: 'risky', label: 20006 }
const REVIEW = { word: '待审示例', suggest: 'review', label: 21000 }
const PASS = { suggest: 'pass', label: 100 }

export interface Verdict {
  suggest: string
  label: number
}

/** What the local check thinks of a text; a fault on demand outweighs the words. */
export function verdictOn(text: string, fault: OpenApiFacts['fault']): Verdict {
  const hit = [RISKY, REVIEW].find(({ suggest }) => suggest === fault) ?? [RISKY, REVIEW].find((one) => text.includes(one.word)) // prettier-ignore
  return hit ? { suggest: hit.suggest, label: hit.label } : PASS
}

/** The part of an answer that says which model thought so. */
export const detailOf = ({ suggest, label }: Verdict) => [
  { strategy: 'content_model', errcode: 0, suggest, label, prob: 90 },
]

/** Both checks ask for a person who used the mini program within two hours, and for a known scene. */
export function refusalOfAsker({ openid, scene }: Record<string, unknown>, { visits }: OpenApiFacts) {
  if (![1, 2, 3, 4].includes(scene as number)) return refused(40129, 'invalid scene')
  const visit = visits.of(openid)
  if (visit === 'stranger') return refused(40003, 'invalid openid')
  return visit === 'long ago' ? refused(61010, 'code is expired') : undefined
}
