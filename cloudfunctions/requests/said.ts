/** What somebody says in a case, from whichever door. */
import { CASE_TEXT_MAX } from '../../miniprogram/domain/cases'
import { checkText } from '../_kit/content-check'
import { Refusal } from '../_kit/refusal'
import type { CaseRules } from './rules'

interface Said {
  text: string
  topicId: string
}

/**
 * Only handlers read it: what WeChat is unsure about is still a case, and an answer is owed.
 * @param around said with it, such as names
 * @returns the text without space around it
 * @throws Refusal TEXT_EMPTY, TEXT_TOO_LONG, CONTENT_REFUSED, BAD_INPUT of a topic that is not there
 */
export async function checkSaid(
  openid: string,
  { text: said, topicId }: Said,
  rules: CaseRules,
  around = '',
): Promise<string> {
  const text = said.trim()
  if (text === '') throw new Refusal('TEXT_EMPTY')
  if (text.length > CASE_TEXT_MAX) throw new Refusal('TEXT_TOO_LONG', { max: CASE_TEXT_MAX })
  if (!rules.topics.some((topic) => topic.id === topicId))
    throw new Refusal('BAD_INPUT', { field: 'topicId' })
  await checkText(openid, `${around} ${text}`.trim())
  return text
}
