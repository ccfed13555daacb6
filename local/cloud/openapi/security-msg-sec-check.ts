import type { OpenApi } from './open-api'

// What makes the local check say something else than "pass": words for tests and for trying things out.
const RISKY = { word: '违规示例', label: 20006 }
const REVIEW = { word: '待审示例', label: 21000 }
const NEVER = '超时示例'

const MAX_CONTENT = 2500
const MISSING = { errcode: 44991, errmsg: 'missing parameter content rid: local' }

/**
 * security.msgSecCheck, version 2: {version: 2, openid, scene 1-4, content ≤ 2500 characters}.
 * The platform wants an openid that used the mini program in the last two hours; here: any that ever did.
 */
export const msgSecCheck: OpenApi = (
  { version, openid, scene, content, title, nickname },
  { knowsOpenid },
) => {
  if (version !== 2) return { errcode: 40097, errmsg: 'invalid args: only version 2 is supported' }
  if (typeof content !== 'string' || content === '') return MISSING
  if (content.length > MAX_CONTENT) return { errcode: 45002, errmsg: 'content size out of limit' }
  if (![1, 2, 3, 4].includes(scene as number)) return { errcode: 40129, errmsg: 'invalid scene' }
  if (typeof openid !== 'string' || !knowsOpenid(openid)) return { errcode: 40003, errmsg: 'invalid openid' }
  const text = [content, title, nickname].filter((part) => typeof part === 'string').join('\n')
  if (text.includes(NEVER)) return 'never'
  const hit = [RISKY, REVIEW].find(({ word }) => text.includes(word))
  const suggest = hit === RISKY ? 'risky' : hit ? 'review' : 'pass'
  const label = hit?.label ?? 100
  const detail = [{ strategy: 'content_model', errcode: 0, suggest, label, prob: 90 }]
  return { errcode: 0, errmsg: 'ok', detail, trace_id: 'local', result: { suggest, label } }
}
