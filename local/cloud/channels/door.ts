import type { IncomingMessage } from 'node:http'
import type { Clock } from '../clock'
import { ConnectionDropped } from '../faults/connection-dropped'
import { readBody } from '../wire/body'
import type { Deliveries, Delivery } from './deliveries'
import type { Channel, ChannelFaults } from './faults'
import { createRobot } from './robot'

const LIMIT = 64 * 1024
const PHONE = /^\+?[0-9-]{5,20}$/
const MOST_LETTERS = 500

/** The ways to people beside the app, as HTTP: what a deployment's own SMS, voice and robot services stand for. */
export interface ChannelDoor {
  /**
   * @returns undefined when there is no such address
   * @throws ConnectionDropped when a fault says that nobody answers; PlatformError for a body that is no JSON
   */
  answer(request: IncomingMessage, url: URL): Promise<{ status: number; body: object } | undefined>
}

export function createChannelDoor(clock: Clock, deliveries: Deliveries, faults: ChannelFaults): ChannelDoor {
  const robot = createRobot(clock, deliveries, faults)

  /** SMS and voice: {phone, text} → {id, status: 'accepted'}, or 422 {status: 'failed', reason}. */
  const send = (channel: 'sms' | 'voice', { phone, text }: Record<string, unknown>) => {
    const reason = reasonAgainst(phone, text, faults.of(channel) === 'refuse')
    const facts = { phone: String(phone), text: String(text) }
    if (reason) {
      deliveries.add({ channel, ...facts, status: 'failed' })
      return { status: 422, body: { status: 'failed', reason } }
    }
    const call = channel === 'voice' ? { call: 'ringing' as const } : {}
    const { id } = deliveries.add({ channel, ...facts, status: 'accepted', ...call } as Delivery)
    return { status: 200, body: { id: String(id), status: 'accepted' } }
  }
  const work: Record<
    Channel,
    (given: Record<string, unknown>, url: URL) => { status: number; body: object }
  > = {
    robot: (given, url) => ({ status: 200, body: robot(url.searchParams.get('key') ?? '', given) }),
    sms: (given) => send('sms', given),
    voice: (given) => send('voice', given),
  }
  return {
    async answer(request, url) {
      const [, root, name = '', id] = url.pathname.split('/')
      if (root !== 'channels' || !Object.hasOwn(work, name)) return undefined
      const channel = name as Channel
      if (request.method === 'GET' && id) return callState(deliveries, channel, id)
      if (request.method !== 'POST' || id) return undefined
      const { fields } = await readBody(request, LIMIT)
      const fault = faults.of(channel)
      if (fault === 'unreachable') throw new ConnectionDropped(`channels.${channel}`)
      const answer = work[channel](fields, url)
      if (fault === 'lostAnswer') throw new ConnectionDropped(`channels.${channel}`)
      return answer
    },
  }
}

/** GET /channels/voice/<id> → {id, status, call}: how a call goes or went; GET /channels/sms/<id> alike. */
function callState(deliveries: Deliveries, channel: Channel, id: string) {
  const found = deliveries.list().find((one) => one.channel === channel && String(one.id) === id)
  if (!found || found.channel === 'robot' || found.channel === 'subscription') return undefined
  const call = found.channel === 'voice' ? { call: found.call } : {}
  return { status: 200, body: { id, status: found.status, ...call } }
}

function reasonAgainst(phone: unknown, text: unknown, refuse: boolean): string | undefined {
  if (typeof phone !== 'string' || !PHONE.test(phone)) return 'invalid phone'
  if (typeof text !== 'string' || text === '' || text.length > MOST_LETTERS) return 'invalid text'
  return refuse ? 'refused by the provider' : undefined
}
