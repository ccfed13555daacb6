/** What is wrong with a message, in the words of the one who reports it. */

export const REASONS = ['骚扰辱骂', '广告刷屏', '诈骗', '泄露隐私', '违法内容', '其他']
const OTHER = '其他'

/** The cloud takes 200 characters; the rest is for the chosen one. */
export const WORDS_MAX = 180

/** What is sent; '' while there is not enough: 其他 needs own words. */
export function reasonOf(chosen: string, words: string): string {
  const own = words.trim()
  if (chosen === '' || chosen === OTHER) return own
  return own ? `${chosen}：${own}` : chosen
}
