/**
 * Whether the letter just typed was an @.
 * @param cursor where the cursor stands after it
 * @returns the text without that @, or null when something else was typed
 */
export function typedMention(before: string, after: string, cursor: number): string | null {
  if (after.length !== before.length + 1) return null
  const at = (cursor > 0 ? cursor : after.length) - 1
  if (!/[@＠]/.test(after.charAt(at))) return null
  return after.slice(0, at) + after.slice(at + 1)
}
