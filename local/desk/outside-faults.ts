import type { LocalCloud } from '../cloud'
import { CHANNEL_FAULTS, CHANNELS, type Channel, type ChannelFault } from '../cloud/channels/faults'
import { OPEN_API_FAULTS, type OpenApiFault, type OpenApiName } from '../cloud/openapi/faults'
import type { DeskOutsideFault } from './data'
import { BadRequest } from './json'

export type CloudWithOutside = Pick<LocalCloud, 'breakOpenApi' | 'breakChannel' | 'outsideFaults'>

const isChannel = (name: unknown): name is Channel => CHANNELS.some((each) => each === name)

/** All open APIs and channels, what each can be made to do, and what it does now. */
export function outsideFaults(cloud: CloudWithOutside): DeskOutsideFault[] {
  const now = cloud.outsideFaults()
  const seen = (name: string, kinds: readonly string[]): DeskOutsideFault => {
    const how = now[name] ?? null
    return { name, kinds: [...kinds], how: how && typeof how === 'object' ? `errcode ${how.errcode}` : how }
  }
  return [
    ...Object.entries(OPEN_API_FAULTS).map(([name, kinds]) => seen(name, kinds)),
    ...CHANNELS.map((name) => seen(name, CHANNEL_FAULTS)),
  ]
}

/** @throws BadRequest when there is no such thing, or when it can do nothing of that kind */
export function breakOutside(cloud: CloudWithOutside, { name, how }: Record<string, unknown>): void {
  try {
    if (isChannel(name)) cloud.breakChannel(name, how as ChannelFault | null)
    else cloud.breakOpenApi(name as OpenApiName, how as OpenApiFault | null)
  } catch (error) {
    throw error instanceof RangeError ? new BadRequest(error.message) : error
  }
}

export function mendOutside(cloud: CloudWithOutside): void {
  for (const name of Object.keys(cloud.outsideFaults())) breakOutside(cloud, { name, how: null })
}
