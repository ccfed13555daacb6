import { startOfShanghaiDay } from '../../domain/times'

/** 早上好 · 中午好 · 下午好 · 晚上好 · 夜深了, by the hour in Shanghai. */
export function greetingAt(now: number): string {
  const hour = Math.floor((now - startOfShanghaiDay(now)) / 3_600_000)
  if (hour < 5) return '夜深了'
  if (hour < 11) return '早上好'
  if (hour < 13) return '中午好'
  if (hour < 18) return '下午好'
  return hour < 23 ? '晚上好' : '夜深了'
}
