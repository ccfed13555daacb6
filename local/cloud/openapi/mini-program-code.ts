/**
 * What is inside a code made here. A real 小程序码 is WeChat's own drawing, which only WeChat can read; ours is an
 * ordinary QR whose text names app, page and query, so that the desk's phones open it as WeChat would.
 */
const FORM = /^weapp:\/\/([^/]+)\/([^?]*)(?:\?(.*))?$/

export const codeText = (appId: string, page: string, query: string) =>
  `weapp://${appId}/${page}${query ? `?${query}` : ''}`

/** @returns page and encoded query of a code made here, or null for any other text */
export function readCodeText(text: string): { path: string; query: string } | null {
  const found = FORM.exec(text)
  return found ? { path: found[2] ?? '', query: found[3] ?? '' } : null
}
