/** Everything people post passes WeChat's content check, inside the sender's own request: its two-hour rule needs that. */
import type { ContentState } from '../../miniprogram/domain/messages'
import { openApi } from './cloud'
import { Refusal } from './refusal'

/** WeChat's own words for where the text stands: 1 profile, 2 comment, 3 forum, 4 social log. */
const SCENE_FORUM = 3

/**
 * risky is refused, review is held for a person to look at; no answer is held too: never published blindly.
 * @throws Refusal CONTENT_REFUSED
 */
export async function checkText(openid: string, content: string): Promise<ContentState> {
  let suggest: 'pass' | 'review' | 'risky'
  try {
    const { api } = await openApi()
    const { result } = await api.security.msgSecCheck({ version: 2, openid, scene: SCENE_FORUM, content })
    suggest = result.suggest
  } catch (error) {
    console.warn(
      JSON.stringify({ contentCheck: 'no answer', error: String((error as Error)?.message ?? error) }),
    )
    return 'held'
  }
  if (suggest === 'risky') throw new Refusal('CONTENT_REFUSED')
  return suggest === 'pass' ? 'shown' : 'held'
}
