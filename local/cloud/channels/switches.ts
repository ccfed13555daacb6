import { invalidParameter } from '../database/errors'
import type { WeChat } from '../openapi/wechat'

type Switch = (wechat: WeChat, method: string, body: Record<string, unknown>) => unknown

const refusing = (work: () => void) => {
  try {
    work()
  } catch (error) {
    if (error instanceof RangeError) throw invalidParameter(error.message)
    throw error
  }
}

/** GET /admin/deliveries: everything that went out beside the app. */
export const deliveriesOverHttp: Switch = ({ deliveries }) => deliveries.list()

/** /admin/open-api: GET tells the faults in force, POST {api, how} sets one. @throws PlatformError INVALID_PARAM */
export const openApiOverHttp: Switch = ({ faults }, method, { api, how }) => {
  if (method === 'POST') refusing(() => faults.set(String(api), how))
  return { faults: faults.all() }
}

/** /admin/channel: GET tells the faults in force, POST {channel, how} sets one. @throws PlatformError INVALID_PARAM */
export const channelOverHttp: Switch = ({ channelFaults }, method, { channel, how }) => {
  if (method === 'POST') refusing(() => channelFaults.set(channel, how))
  return { faults: channelFaults.all() }
}

/** POST /admin/call {id, how: 'answered' | 'declined'}: picks up, or hangs up. @throws PlatformError INVALID_PARAM */
export const callOverHttp: Switch = ({ deliveries }, _method, { id, how }) => {
  if (how !== 'answered' && how !== 'declined') throw invalidParameter('how: answered or declined')
  return { changed: deliveries.answer(Number(id), how) }
}
