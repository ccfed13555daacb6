import { parseCode } from '../../../miniprogram/domain/codes'
import { Refusal } from '../../_kit/refusal'
import { openPass } from '../pass'

/** Whom a resident's own code or paper cards stand for. */
export interface ShownHolder {
  /** Null for paper. */
  personId: string | null
  serials: string[]
}

/** No database request. @throws Refusal CODE_UNREADABLE, CODE_FORGED */
export function shownHolder(texts: string[]): ShownHolder {
  const codes = texts.map(parseCode)
  const serials = codes.flatMap((code) =>
    code?.kind === 'paper' || code?.kind === 'typed' ? [code.serial] : [],
  )
  const passes = codes.flatMap((code) => (code?.kind === 'pass' ? [code.sealed] : []))
  if (serials.length + passes.length !== texts.length) throw new Refusal('CODE_UNREADABLE')
  if (passes.length === 0) return { personId: null, serials: [...new Set(serials)].sort() }
  // A resident with his own code needs no paper beside it: what is his is joined to him.
  const personId = openPass(passes[0]!)
  if (!personId) throw new Refusal('CODE_FORGED')
  return { personId, serials: [] }
}
