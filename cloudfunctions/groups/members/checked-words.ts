import { checkText } from '../../_kit/content-check'
import { Refusal } from '../../_kit/refusal'

/**
 * Words that nobody reviews later, such as a card's: only what is plainly fine is taken.
 * @throws Refusal WORDS_REFUSED for risky and for unsure, WORDS_UNCHECKED when no answer came
 */
export async function requireFineWords(openid: string, words: string): Promise<void> {
  const verdict = await checkText(openid, words).catch((error: unknown) => {
    // The chat's own sentence speaks of sending; here nothing is sent.
    if (error instanceof Refusal && error.code === 'CONTENT_REFUSED') return 'unsure' as const
    throw error
  })
  if (verdict === 'noAnswer') throw new Refusal('WORDS_UNCHECKED')
  if (verdict !== 'pass') throw new Refusal('WORDS_REFUSED')
}
