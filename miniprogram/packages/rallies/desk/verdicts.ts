/** What a gift desk sees after a scan: hand it over, or why not, and without a network what to write down. */
import { sayVoucher } from '../../../domain/codes'
import type { Answer } from '../../../domain/contract/envelope'
import { sentenceFor } from '../../../domain/errors'
import { sayTime } from '../../../domain/times'
import { isPassing } from '../../../services/cloud'
import type { Verdict } from '../post/verdicts'

interface Given {
  giftName: string
  outcome: 'given' | 'usedBefore'
  usedAt: number
  usedDesk: string
}

/** @param now the cloud's time, in ms @param what the voucher's number or the card, for writing down */
export function giftVerdict(answer: Answer<Given>, now: number, what: string): Verdict {
  if (answer.ok) {
    const { giftName, outcome, usedAt, usedDesk } = answer.data
    if (outcome === 'given') return { kind: 'yes', title: '发放', sentence: giftName }
    return { kind: 'no', title: '领过了', sentence: `${sayTime(usedAt, now)} 在${usedDesk}领过了${giftName}` }
  }
  if (isPassing(answer.code)) {
    const why = answer.code === 'OFFLINE' ? '没有网络' : '这会儿查不到'
    return {
      kind: 'kept',
      title: '先别发',
      sentence: `${why}。请记下：${what}、现在几点、要领什么，连上再扫一次`,
    }
  }
  return { kind: 'no', title: '不能发', sentence: sentenceFor(answer.code, answer.facts) }
}

export function fromReserve(giftName: string, left: number): Verdict {
  return { kind: 'yes', title: '发放', sentence: `${giftName}。没有网络，用的是预留的，还有 ${left} 份` }
}

export const NOT_HERE: Verdict = {
  kind: 'no',
  title: '扫错了',
  sentence: '请扫兑换券、居民的「本人码」或纸明信片',
}

export const sayWhat = (number: string) => `券号 ${sayVoucher(number)}`
