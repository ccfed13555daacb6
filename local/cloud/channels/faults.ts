export const CHANNELS = ['robot', 'sms', 'voice'] as const
export type Channel = (typeof CHANNELS)[number]
/**
 * 'refuse' = the provider says no; 'unreachable' = no answer and nothing done; 'lostAnswer' = done, but no answer.
 */
export const CHANNEL_FAULTS = ['refuse', 'unreachable', 'lostAnswer'] as const
export type ChannelFault = (typeof CHANNEL_FAULTS)[number]

export interface ChannelFaults {
  of(channel: Channel): ChannelFault | null
  /** @throws RangeError when there is no such channel or fault */
  set(channel: unknown, how: unknown): void
  all(): Record<string, ChannelFault>
}

export function createChannelFaults(): ChannelFaults {
  const faults = new Map<Channel, ChannelFault>()
  return {
    of: (channel) => faults.get(channel) ?? null,
    set(channel, how) {
      const known = CHANNELS.find((each) => each === channel)
      if (!known) throw new RangeError(`channel: one of ${CHANNELS.join(', ')} expected`)
      if (how === null) return void faults.delete(known)
      const fault = CHANNEL_FAULTS.find((each) => each === how)
      if (!fault) throw new RangeError(`how: one of ${CHANNEL_FAULTS.join(', ')}, or null expected`)
      faults.set(known, fault)
    },
    all: () => Object.fromEntries(faults),
  }
}
