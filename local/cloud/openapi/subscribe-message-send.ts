import { refused, type OpenApi } from './open-api'
import { isPage } from './pages'
import { refusalOf } from './template-fields'
import type { Template } from './templates'

const STATES = ['developer', 'trial', 'formal']
const LANGUAGES = ['zh_CN', 'en_US', 'zh_HK', 'zh_TW']

/**
 * subscribeMessage.send: {touser, template_id, data: {thing1: {value}}, page?, miniprogram_state?, lang?}. Uses one
 * credit of the person for this template and puts the message on the lock screen.
 */
export const sendSubscribeMessage: OpenApi = (args, facts) => {
  const { touser, template_id, data, page, miniprogram_state = 'formal', lang = 'zh_CN' } = args
  if (typeof touser !== 'string' || facts.visits.of(touser) === 'stranger')
    return refused(40003, 'invalid openid')
  const template = facts.templates.get(String(template_id))
  if (!template) return refused(40037, 'invalid template_id')
  if (!STATES.includes(String(miniprogram_state)) || !LANGUAGES.includes(String(lang)))
    return refused(40097, 'invalid args')
  const wrong = wrongField(template, data)
  if (wrong) return refused(47003, `argument invalid! data.${wrong}`)
  if (page !== undefined && page !== '' && !isPage(String(page), facts.pages))
    return refused(41030, 'invalid page')
  if (!facts.subscriptions.spend(touser, template)) return refused(43101, 'user refuse to accept the msg')

  const values = data as Record<string, { value: string }>
  facts.deliveries.add({
    channel: 'subscription',
    openid: touser,
    templateId: template.id,
    title: template.title,
    lines: template.fields.map(({ key, label }) => ({ label, value: values[key]!.value })),
    page: typeof page === 'string' ? page : '',
  })
  return { errcode: 0, errmsg: 'ok', msgid: facts.now }
}

/** The first field WeChat would refuse, in its words, e.g. "thing1.value invalid". */
function wrongField(template: Template, data: unknown): string | undefined {
  const given = (typeof data === 'object' && data !== null ? data : {}) as Record<string, { value?: unknown }>
  for (const { key, values } of template.fields) {
    const refusal = refusalOf(key, given[key]?.value, values)
    if (refusal) return `${key}.value ${refusal}`
  }
  const unknown = Object.keys(given).find((key) => !template.fields.some((field) => field.key === key))
  return unknown && `${unknown}.value invalid`
}
