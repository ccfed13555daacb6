/** From what was filled in to one act on the stock, or what is still missing; and what is said of it afterwards. */
import type { StockAct } from '../../../services/rallies/stock'

export const KINDS: StockAct['kind'][] = ['入库', '调拨', '损坏', '盘点']
export const HINTS: Record<StockAct['kind'], string> = {
  入库: '新送来的礼物，数好了再记',
  调拨: '搬到另一个兑换台，没人领的才搬得走',
  损坏: '坏了、湿了、发不出去的',
  盘点: '数一数台上还有几份，没领走的、预留的、等人来领的都算',
}
const MOST = { 入库: 500, 调拨: 500, 损坏: 500, 盘点: 5000 }

export type Filled = Omit<StockAct, 'count'> & { count: string }

export function actOf(filled: Filled): { act: StockAct } | { problem: string } {
  const { kind } = filled
  const count = filled.count.trim() === '' ? NaN : Number(filled.count)
  const least = kind === '盘点' ? 0 : 1
  if (!Number.isInteger(count) || count < least) return { problem: '写一个整数，几份' }
  if (count > MOST[kind]) return { problem: `一次最多 ${MOST[kind]} 份，多的分几次记` }
  if (kind === '调拨' && !filled.toDeskId) return { problem: '还没有别的兑换台' }
  const toDeskId = kind === '调拨' ? filled.toDeskId : ''
  const note = kind === '损坏' ? filled.note.trim() : ''
  return { act: { ...filled, count, toDeskId, note } }
}

/** @param done of 盘点 the difference, of the others how many there were */
export function sayDone({ kind, count }: StockAct, done: number, left: number): string {
  const rest = `这里还能发 ${left} 份`
  if (kind === '盘点') {
    const word = done === 0 ? '和账上一样' : done > 0 ? `比账上多 ${done} 份` : `比账上少 ${-done} 份`
    return `记下了：数到 ${count} 份，${word}。${rest}`
  }
  const fewer = done < count ? `（只有 ${done} 份能动）` : ''
  return `记下了：${kind} ${done} 份${fewer}。${rest}`
}
