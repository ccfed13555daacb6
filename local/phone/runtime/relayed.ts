import { ApiFailure } from './api/call'
import { networkFetch } from './api/network'

/** The address at which the phone's server passes a request on: an app's requests know no cross-origin rules. */
export const relayAddress = (url: string) =>
  new URL(`relay?url=${encodeURIComponent(url)}`, location.href.split('?')[0]).href

/** networkFetch of a server on this machine. @throws ApiFailure in the platform's words when it is not there */
export async function relayed(url: string, init: RequestInit): Promise<Response> {
  const response = await networkFetch(relayAddress(url), init)
  if (response.headers.get('x-relay') === 'unreachable')
    throw new ApiFailure('errcode:-102 cronet_error_code:-102 error_msg:net::ERR_CONNECTION_REFUSED')
  return response
}

/** Headers as the server sent them, and its cookies. */
export function cookiesIn(response: Response): { header: Record<string, string>; cookies: string[] } {
  const { 'x-relay-cookies': kept, ...header } = Object.fromEntries(response.headers)
  const cookies = kept ? (JSON.parse(decodeURIComponent(kept)) as string[]) : []
  return { header: cookies.length > 0 ? { ...header, 'Set-Cookie': cookies.join(',') } : header, cookies }
}
