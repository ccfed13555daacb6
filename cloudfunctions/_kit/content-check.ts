/** Everything people post passes WeChat's content check, inside the sender's own request: its two-hour rule needs that. */
import { openApi } from './cloud'
import { Refusal } from './refusal'

/** WeChat's own words for where the text stands: 1 profile, 2 comment, 3 forum, 4 social log. */
const SCENE_FORUM = 3

/** unsure: WeChat wants a person to look; noAnswer: it did not say anything in time. */
export type Verdict = 'pass' | 'unsure' | 'noAnswer'

/**
 * What follows from a verdict that is not `pass` is the caller's to decide; it never means "publish".
 * @throws Refusal CONTENT_REFUSED for what is risky
 */
export async function checkText(openid: string, content: string): Promise<Verdict> {
  let suggest: 'pass' | 'review' | 'risky'
  try {
    const { api } = await openApi()
    const { result } = await api.security.msgSecCheck({ version: 2, openid, scene: SCENE_FORUM, content })
    suggest = result.suggest
  } catch (error) {
    console.warn(
      JSON.stringify({ contentCheck: 'no answer', error: String((error as Error)?.message ?? error) }),
    )
    return 'noAnswer'
  }
  if (suggest === 'risky') throw new Refusal('CONTENT_REFUSED')
  return suggest === 'pass' ? 'pass' : 'unsure'
}
