import type { DeskDelivery } from '../data'

const KEPT = 500
const keyOf = (openid: string) => `desk.dismissed.${openid}`
/** With the time, because a cloud that begins anew begins its numbers anew. */
const markOf = ({ id, at }: DeskDelivery) => `${id}@${at}`
const read = (openid: string) => JSON.parse(localStorage.getItem(keyOf(openid)) ?? '[]') as string[]

/** @returns whether a person has already taken a notice away */
export function dismissed(openid: string): (delivery: DeskDelivery) => boolean {
  const gone = new Set(read(openid))
  return (delivery) => gone.has(markOf(delivery))
}

export function dismiss(openid: string, deliveries: DeskDelivery[]): void {
  const gone = new Set([...read(openid), ...deliveries.map(markOf)])
  localStorage.setItem(keyOf(openid), JSON.stringify([...gone].slice(-KEPT)))
}
