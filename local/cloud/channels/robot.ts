import type { Clock } from '../clock'
import type { Deliveries } from './deliveries'
import type { ChannelFaults } from './faults'

const KEY = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i
const PER_MINUTE = 20
const LIMITS: Record<string, number> = { text: 2048, markdown: 4096 }

const says = (errcode: number, errmsg: string) => ({ errcode, errmsg })

/**
 * A WeCom group robot: POST /channels/robot?key=<uuid> with {msgtype: 'text' | 'markdown', text: {content}}. Answers
 * as https://qyapi.weixin.qq.com/cgi-bin/webhook/send does. At most 20 messages in any minute of the cloud's clock.
 */
export function createRobot(clock: Clock, deliveries: Deliveries, faults: ChannelFaults) {
  const taken = new Map<string, number[]>()

  const judge = (key: string, message: Record<string, unknown>) => {
    if (!KEY.test(key) || faults.of('robot') === 'refuse')
      return says(93000, 'invalid webhook url, hint: [local], from ip: 127.0.0.1')
    const type = String(message.msgtype)
    if (!Object.hasOwn(LIMITS, type)) return says(40008, 'invalid message type')
    const content = (message[type] as { content?: unknown } | undefined)?.content
    if (typeof content !== 'string' || content === '') return says(44004, `${type} content is empty`)
    if (Buffer.byteLength(content) > LIMITS[type]!)
      return says(40058, `${type}.content exceed max length ${LIMITS[type]}`)
    const now = clock.now()
    const recent = (taken.get(key) ?? []).filter((at) => at > now - 60_000 && at <= now)
    if (recent.length >= PER_MINUTE) return says(45009, 'api freq out of limit, hint: [local]')
    taken.set(key, [...recent, now])
    return says(0, 'ok')
  }
  return (key: string, message: Record<string, unknown>) => {
    const answer = judge(key, message)
    deliveries.add({ channel: 'robot', key, errcode: answer.errcode, message })
    return answer
  }
}
