import { createAlarm } from '../alarm'
import type { Clock } from '../clock'
import type { Sqlite } from '../database/sqlite'

/** One thing that reached a person by another way than the app, or was meant to. */
export type Delivery = { id: number; at: number } & Sent
export type Sent = SubscriptionMessage | RobotMessage | ShortMessage | VoiceCall

export interface SubscriptionMessage {
  channel: 'subscription'
  openid: string
  templateId: string
  title: string
  /** As its holder reads it, in the template's order. */
  lines: { label: string; value: string }[]
  /** Where a tap leads, with parameters; '' = nowhere. */
  page: string
}
export interface RobotMessage {
  channel: 'robot'
  key: string
  errcode: number
  message: Record<string, unknown>
}
export interface ShortMessage {
  channel: 'sms'
  phone: string
  text: string
  status: 'accepted' | 'failed'
}
export interface VoiceCall {
  channel: 'voice'
  phone: string
  text: string
  status: 'accepted' | 'failed'
  /** What became of the ringing; absent when it never rang. */
  call?: 'ringing' | 'answered' | 'declined' | 'missed'
}

export interface Deliveries {
  add(sent: Sent): Delivery
  /** Oldest first; the last 1000. */
  list(): Delivery[]
  /** Tells how a call that rings ends. @returns false when it does not ring */
  answer(id: number, how: 'answered' | 'declined'): boolean
  /** Hears of each new or changed one. @returns how to stop */
  listen(listener: (delivery: Delivery) => void): () => void
  stop(): void
}

const KEPT = 1000
/** How long a phone rings before the call counts as missed, by the cloud's clock. */
export const RINGS_FOR_MS = 30_000

export function createDeliveries(store: Sqlite, clock: Clock): Deliveries {
  const listeners = new Set<(delivery: Delivery) => void>()
  const tell = (delivery: Delivery) => {
    for (const listener of listeners) listener(delivery)
    return delivery
  }
  const read = ({ id, facts }: { id: number; facts: string }) =>
    ({ ...(JSON.parse(facts) as Omit<Delivery, 'id'>), id }) as Delivery
  const list = () =>
    (store.sql('SELECT id, facts FROM deliveries ORDER BY id').all() as { id: number; facts: string }[]).map(
      read,
    )
  const end = (id: number, call: VoiceCall['call']) => {
    const found = list().find((one) => one.id === id)
    if (found?.channel !== 'voice' || found.call !== 'ringing') return false
    const { id: _id, ...facts } = { ...found, call }
    store.sql('UPDATE deliveries SET facts = ? WHERE id = ?').run(JSON.stringify(facts), id)
    tell({ id, ...facts })
    return true
  }
  // Calls that ring, and until when; a restart hangs up on those before it.
  const ringing = new Map<number, number>()
  for (const one of list()) if (one.channel === 'voice' && one.call === 'ringing') end(one.id, 'missed')
  const alarm = createAlarm(
    clock,
    () => (ringing.size ? Math.min(...ringing.values()) : null),
    () => {
      for (const [id, until] of ringing) {
        if (until > clock.now()) continue
        ringing.delete(id)
        end(id, 'missed')
      }
    },
  )
  return {
    add(sent) {
      const facts = { at: clock.now(), ...sent }
      const { lastInsertRowid } = store
        .sql('INSERT INTO deliveries (facts) VALUES (?)')
        .run(JSON.stringify(facts))
      const id = Number(lastInsertRowid)
      store.sql('DELETE FROM deliveries WHERE id <= ?').run(id - KEPT)
      if (sent.channel === 'voice' && sent.call === 'ringing') {
        ringing.set(id, facts.at + RINGS_FOR_MS)
        alarm.set()
      }
      return tell({ ...facts, id })
    },
    list,
    answer(id, how) {
      ringing.delete(id)
      return end(id, how)
    },
    listen(listener) {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
    stop: alarm.stop,
  }
}
