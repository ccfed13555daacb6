import { invalidParameter } from '../database/errors'
import type { Choice } from '../openapi/subscriptions'
import type { Template } from '../openapi/templates'
import type { WeChat } from '../openapi/wechat'
import type { Fields } from '../wire/fields'

type Facts = Pick<WeChat, 'subscriptions' | 'templates'>

/** A question about more than three messages is refused: what every WeChat in the field takes. */
const MOST_TEMPLATES = 3

const failed = (errCode: number, errMsg: string) => ({ errCode, errMsg })
const isChoice = (value: unknown): value is Choice => value === 'accept' || value === 'reject'

/**
 * What wx.requestSubscribeMessage has to ask: {tmplIds} → {ask: templates to show, answers: those that need no asking},
 * or {errCode, errMsg} in WeChat's words.
 */
export function subscriptionQuestion(
  { subscriptions, templates }: Facts,
  { tmplIds }: Fields,
  openid: string,
) {
  if (!Array.isArray(tmplIds) || tmplIds.some((id) => typeof id !== 'string'))
    return failed(10004, 'Invalid template id')
  if (tmplIds.length === 0) return failed(10001, "TmplIds can't be empty")
  if (tmplIds.length > MOST_TEMPLATES) return failed(20003, 'Templates count out of max bounds')
  if (!subscriptions.mainSwitch(openid)) return failed(20004, 'The main switch is switched off')
  const found = tmplIds.flatMap((id) => templates.get(id as string) ?? [])
  if (found.length < tmplIds.length)
    return failed(20001, 'No template data return, verify the template id exist')
  if (new Set(found.map(({ kind }) => kind)).size > 1) return failed(20002, 'Templates type must be same')

  const kept = subscriptions.kept(openid)
  const answers: Record<string, Choice | 'filter'> = {}
  const ask = found.filter(({ id, title }, index) => {
    const first = found.findIndex((other) => other.title === title) === index
    if (!first) answers[id] = 'filter'
    else if (kept[id]) answers[id] = kept[id]
    return answers[id] === undefined
  })
  return { ask, answers }
}

/** What the holder answered: {answers: {id: 'accept' | 'reject'}, keep: always do so}. Each accept adds a credit. */
export function subscriptionAnswer(
  { subscriptions, templates }: Facts,
  { answers, keep }: Fields,
  openid: string,
) {
  const given = choicesIn(answers, templates, 'answers')
  for (const [template, choice] of given) {
    subscriptions.answer(openid, template, choice)
    if (keep === true) subscriptions.keep(openid, template.id, choice)
  }
  return {}
}

/** Reads the subscription settings, and changes first what is given: {mainSwitch?, items?: {id: choice}}. */
export function subscriptionSettings({ subscriptions, templates }: Facts, fields: Fields, openid: string) {
  const { mainSwitch, items } = fields
  const given = choicesIn(items, templates, 'items')
  if (typeof mainSwitch === 'boolean') subscriptions.setMainSwitch(openid, mainSwitch)
  for (const [{ id }, choice] of given) subscriptions.keep(openid, id, choice)
  const kept = subscriptions.kept(openid)
  return {
    mainSwitch: subscriptions.mainSwitch(openid),
    itemSettings: kept,
    titles: Object.fromEntries(Object.keys(kept).map((id) => [id, templates.get(id)?.title ?? id])),
  }
}

/** Choices by template. @throws PlatformError INVALID_PARAM before anything is changed */
function choicesIn(given: unknown, templates: Facts['templates'], name: string): [Template, Choice][] {
  return Object.entries((given ?? {}) as Record<string, unknown>).map(([id, choice]) => {
    const template = templates.get(id)
    if (!template || !isChoice(choice)) throw invalidParameter(`${name}: ${id}`)
    return [template, choice]
  })
}
