/** What the area's own timer does, once a minute: see config.json. Nothing here may matter being late or done twice. */
import { now as currentTime } from '../_kit/clock'
import { isFromPhone } from '../_kit/cloud'
import { countStamps } from './board/count-stamps'
import { returnItems } from './gifts/return-items'

/** The platform's call of a timer; a phone that sends the same is not the platform. */
export function isTimer(event: unknown): boolean {
  return (event as { Type?: unknown } | null)?.Type === 'Timer' && !isFromPhone()
}

export async function due(): Promise<{ returned: number; counted: number }> {
  const now = currentTime()
  return { returned: await returnItems(now), counted: await countStamps(now) }
}
