import { detailOf, refusalOfAsker, verdictOn } from './content-verdict'
import { refused, type OpenApi } from './open-api'
import { traceId } from './trace-id'

const NEVER = '超时示例'
const MAX_CONTENT = 2500

/** security.msgSecCheck, version 2: {version: 2, openid, scene 1-4, content ≤ 2500 characters}. */
export const msgSecCheck: OpenApi = (args, facts) => {
  const { version, content, title, nickname, signature } = args
  if (version !== 2) return refused(40097, 'invalid args: only version 2 is supported')
  if (typeof content !== 'string' || content === '') return refused(44991, 'missing parameter content')
  if (content.length > MAX_CONTENT) return refused(45002, 'content size out of limit')
  const refusal = refusalOfAsker(args, facts)
  if (refusal) return refusal
  const text = [content, title, nickname, signature].filter((part) => typeof part === 'string').join('\n')
  if (text.includes(NEVER)) return 'never'
  const result = verdictOn(text, facts.fault)
  return { errcode: 0, errmsg: 'ok', detail: detailOf(result), trace_id: traceId(), result }
}
