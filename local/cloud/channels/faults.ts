export type Channel = 'robot' | 'sms' | 'voice'
/**
 * 'refuse' = the provider says no; 'unreachable' = no answer and nothing done; 'lostAnswer' = done, but no answer.
 */
export type ChannelFault = 'refuse' | 'unreachable' | 'lostAnswer'

const CHANNELS: readonly unknown[] = ['robot', 'sms', 'voice']
const KINDS: readonly unknown[] = ['refuse', 'unreachable', 'lostAnswer', null]

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
      if (!CHANNELS.includes(channel)) throw new RangeError('channel: robot, sms or voice expected')
      if (!KINDS.includes(how)) throw new RangeError('how: refuse, unreachable, lostAnswer or null expected')
      if (how === null) faults.delete(channel as Channel)
      else faults.set(channel as Channel, how as ChannelFault)
    },
    all: () => Object.fromEntries(faults),
  }
}
