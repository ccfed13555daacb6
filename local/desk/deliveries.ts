import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Delivery, LocalCloud } from '../cloud'
import type { DeskDelivery, DeskPerson } from './data'
import { BadRequest } from './json'

export type CloudThatDelivers = Pick<LocalCloud, 'deliveries' | 'onDelivery' | 'answerCall' | 'phoneNumber'>

/**
 * Streams what reached people beside the app, first what there is, then each new or changed one, as server-sent
 * events: a desk left open asks nothing.
 */
export function streamDeliveries(cloud: CloudThatDelivers, people: DeskPerson[]) {
  const holders = new Map(people.map(({ openid }) => [cloud.phoneNumber(openid), openid]))
  return (req: IncomingMessage, res: ServerResponse) => {
    res.writeHead(200, { 'content-type': 'text/event-stream; charset=utf-8', 'cache-control': 'no-store' })
    const send = (delivery: Delivery) => res.write(`data: ${JSON.stringify(seen(delivery, holders))}\n\n`)
    cloud.deliveries().forEach(send)
    res.write(': that is all so far\n\n')
    const stop = cloud.onDelivery(send)
    req.on('close', stop)
  }
}

/** Picks up a call, or declines it. @throws BadRequest */
export function answerCall(
  cloud: CloudThatDelivers,
  { id, how }: Record<string, unknown>,
): { changed: boolean } {
  if (typeof id !== 'number') throw new BadRequest('id: a number expected')
  if (how !== 'answered' && how !== 'declined') throw new BadRequest("how: 'answered' or 'declined' expected")
  return { changed: cloud.answerCall(id, how) }
}

/** A delivery as those who get it see it. */
function seen(delivery: Delivery, holders: Map<string, string>): DeskDelivery {
  const { id, at } = delivery
  const plain = { id, at, lines: [], page: '', call: null, reached: true }
  const holderOf = (phone: unknown) => holders.get(String(phone).replace(/^\+?86/, '')) ?? []
  switch (delivery.channel) {
    case 'subscription': {
      const { openid, title, lines, page } = delivery
      return { ...plain, kind: 'message', openids: [openid], to: '', title, text: '', lines, page }
    }
    case 'sms': {
      const { phone, text, status } = delivery
      const openids = [holderOf(phone)].flat()
      return {
        ...plain,
        kind: 'sms',
        openids,
        to: phone,
        title: '短信',
        text,
        reached: status === 'accepted',
      }
    }
    case 'voice': {
      const { phone, text, status, call = null } = delivery
      const openids = [holderOf(phone)].flat()
      const title = '语音电话'
      return { ...plain, kind: 'call', openids, to: phone, title, text, call, reached: status === 'accepted' }
    }
    case 'robot': {
      const { message, errcode } = delivery
      const body = (message[String(message.msgtype)] ?? {}) as {
        content?: unknown
        mentioned_mobile_list?: unknown
      }
      const mentioned = Array.isArray(body.mentioned_mobile_list) ? body.mentioned_mobile_list : []
      const text = typeof body.content === 'string' ? body.content : ''
      const openids = mentioned.flatMap(holderOf)
      return {
        ...plain,
        kind: 'group',
        openids,
        to: '企业微信群',
        title: '企业微信群机器人',
        text,
        reached: errcode === 0,
      }
    }
  }
}
