import type { WeChat } from '../openapi/wechat'

type Facts = Pick<WeChat, 'faults' | 'channelFaults' | 'deliveries'>

/**
 * For tests and tools on this machine: GET /admin/deliveries; POST /admin/open-api {api, how}, POST /admin/channel
 * {channel, how}, POST /admin/call {id, how: 'answered' | 'declined'}.
 * @returns undefined when there is no such address @throws RangeError naming what is wrong with the body
 */
export function answerSwitch(facts: Facts, method: string, path: string, body: Record<string, unknown>) {
  switch (`${method} ${path}`) {
    case 'GET /admin/deliveries':
      return facts.deliveries.list()
    case 'POST /admin/open-api':
      facts.faults.set(String(body.api), body.how)
      return { faults: facts.faults.all() }
    case 'POST /admin/channel':
      facts.channelFaults.set(body.channel, body.how)
      return {}
    case 'POST /admin/call': {
      if (body.how !== 'answered' && body.how !== 'declined')
        throw new RangeError('how: answered or declined expected')
      return { changed: facts.deliveries.answer(Number(body.id), body.how) }
    }
    default:
      return undefined
  }
}
