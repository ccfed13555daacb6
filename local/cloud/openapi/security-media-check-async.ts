import { refusalOfAsker } from './content-verdict'
import { refused, type OpenApi } from './open-api'

const NEVER = '超时示例'

/**
 * security.mediaCheckAsync, version 2: {version: 2, openid, scene 1-4, media_url, media_type 1 sound | 2 picture} →
 * trace_id. The result comes later, as the event wxa_media_check.
 */
export const mediaCheckAsync: OpenApi = (args, facts) => {
  const { version, openid, media_url, media_type } = args
  if (version !== 2) return refused(40097, 'invalid args: only version 2 is supported')
  if (typeof media_url !== 'string' || !/^https?:\/\/./.test(media_url))
    return refused(40097, 'invalid args: media_url')
  if (media_type !== 1 && media_type !== 2) return refused(40097, 'invalid args: media_type')
  const refusal = refusalOfAsker(args, facts)
  if (refusal) return refusal
  if (media_url.includes(NEVER) || media_url.includes(encodeURIComponent(NEVER))) return 'never'
  const trace_id = facts.mediaChecks.begin(String(openid), media_url, facts.fault)
  return { errcode: 0, errmsg: 'ok', trace_id }
}
