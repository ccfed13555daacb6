import { createHmac, timingSafeEqual } from 'node:crypto'
import { BucketRefusal } from './errors'

/** What an upload's ticket allows. */
export interface UploadTicket {
  path: string
  owner: string | null
  /** Bytes. */
  limit: number
  /** Epoch milliseconds. */
  expires: number
}

/** Signed words that open one file: they are looked at instead of the caller's identity, as in object storage. */
export interface Links {
  /** Query of a download link until `expires` (epoch ms, kept in whole seconds). */
  readQuery(path: string, expires: number): string
  /** @throws BucketRefusal when the signature is wrong or its time is over */
  checkRead(path: string, query: URLSearchParams, now: number): void
  writeTicket(ticket: UploadTicket): string
  /** @throws BucketRefusal */
  checkTicket(text: string, path: string, now: number): UploadTicket
}

export function createLinks(secret: string): Links {
  const sign = (text: string) => createHmac('sha256', secret).update(text).digest('hex')
  const check = (text: string, signature: string) => {
    const [given, right] = [new TextEncoder().encode(signature), new TextEncoder().encode(sign(text))]
    if (given.length === right.length && timingSafeEqual(given, right)) return
    const message = 'The request signature we calculated does not match the signature you provided'
    throw new BucketRefusal(403, 'SignatureDoesNotMatch', message)
  }
  const notOver = (expires: number, now: number) => {
    if (now >= expires) throw new BucketRefusal(403, 'AccessDenied', 'Request has expired')
  }
  const readText = (path: string, t: string) => `read\n${t}\n${path}`
  return {
    readQuery(path, expires) {
      const t = String(Math.floor(expires / 1000))
      return `sign=${sign(readText(path, t))}&t=${t}`
    },
    checkRead(path, query, now) {
      const t = query.get('t') ?? ''
      check(readText(path, t), query.get('sign') ?? '')
      notOver(Number(t) * 1000, now)
    },
    writeTicket(ticket) {
      const text = Buffer.from(JSON.stringify(ticket)).toString('base64url')
      return `${text}.${sign(`write\n${text}`)}`
    },
    checkTicket(given, path, now) {
      const [text = '', signature = ''] = given.split('.')
      check(`write\n${text}`, signature)
      const ticket = JSON.parse(Buffer.from(text, 'base64url').toString('utf8')) as UploadTicket
      if (ticket.path !== path) throw new BucketRefusal(403, 'AccessDenied', 'Access Denied: another path')
      notOver(ticket.expires, now)
      return ticket
    },
  }
}
