/**
 * What an open API can be made to do, until told otherwise. For all: 'timeout' = no answer in time, nothing done;
 * 'lostAnswer' = done, but no answer in time; 'failure' = WeChat is busy (-1); {errcode} = that very error.
 * For content checks: 'review', 'risky' whatever the content. For mediaCheckAsync: 'late' (its result after 30
 * minutes), 'twice' (comes twice), 'silent' (never comes), 'undownloadable' (WeChat could not fetch the picture).
 */
export type OpenApiFault = (typeof NAMED)[number] | { errcode: number; errmsg?: string }

const NAMED = [
  'timeout',
  'lostAnswer',
  'failure',
  'review',
  'risky',
  'late',
  'twice',
  'silent',
  'undownloadable',
] as const

export interface OpenApiFaults {
  of(api: string): OpenApiFault | null
  /** @throws RangeError when there is no such fault */
  set(api: string, how: unknown): void
  all(): Record<string, OpenApiFault>
}

export function createOpenApiFaults(): OpenApiFaults {
  const faults = new Map<string, OpenApiFault>()
  return {
    of: (api) => faults.get(api) ?? null,
    set(api, how) {
      if (how === null || how === undefined) return void faults.delete(api)
      if (!isFault(how))
        throw new RangeError(`open API fault: ${NAMED.join(', ')}, {errcode} or null expected`)
      faults.set(api, how)
    },
    all: () => Object.fromEntries(faults),
  }
}

function isFault(how: unknown): how is OpenApiFault {
  if (typeof how === 'string') return (NAMED as readonly string[]).includes(how)
  return typeof (how as { errcode?: unknown }).errcode === 'number'
}
