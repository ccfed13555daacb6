/** WeChat takes files up to this size. */
const MOST_BYTES = 10 * 1024 * 1024
const WITHIN_MS = 10_000

/**
 * Fetches what is to be checked, when it is checked: a link that has expired by then fails, as with WeChat. Only
 * from this machine; another address is taken as it stands, because nothing leaves this machine.
 * @returns the bytes as text, so that sample words inside a file are found; undefined when it cannot be had
 */
export async function fetchMedia(url: string): Promise<string | undefined> {
  if (!URL.canParse(url)) return undefined
  if (!['127.0.0.1', 'localhost'].includes(new URL(url).hostname)) return ''
  try {
    const answer = await fetch(url, { signal: AbortSignal.timeout(WITHIN_MS) })
    const bytes = await answer.arrayBuffer()
    return answer.ok && bytes.byteLength <= MOST_BYTES ? new TextDecoder().decode(bytes) : undefined
  } catch {
    return undefined
  }
}
