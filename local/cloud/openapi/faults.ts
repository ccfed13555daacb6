/** What any open API can be made to do. */
const ANY = ['timeout', 'lostAnswer', 'failure'] as const
const CHECK = ['review', 'risky'] as const
const RESULT = ['late', 'twice', 'silent', 'undownloadable'] as const

/**
 * The open APIs there are, and what each can be made to do until told otherwise. All: 'timeout' = no answer in time,
 * nothing done; 'lostAnswer' = done, but no answer in time; 'failure' = WeChat is busy (-1); {errcode} = that very
 * error. Content checks: 'review', 'risky' whatever the content. mediaCheckAsync: 'late' (its result after 30 minutes),
 * 'twice' (comes twice), 'silent' (never comes), 'undownloadable' (WeChat could not fetch the picture).
 */
export const OPEN_API_FAULTS = {
  'security.msgSecCheck': [...ANY, ...CHECK],
  'security.mediaCheckAsync': [...ANY, ...CHECK, ...RESULT],
  'subscribeMessage.send': ANY,
  'wxacode.getUnlimited': ANY,
  'wxacode.get': ANY,
  'phonenumber.getPhoneNumber': ANY,
} as const

export type OpenApiName = keyof typeof OPEN_API_FAULTS
type Named = (typeof ANY)[number] | (typeof CHECK)[number] | (typeof RESULT)[number]
export type OpenApiFault = Named | { errcode: number; errmsg?: string }

export interface OpenApiFaults {
  of(api: string): OpenApiFault | null
  /** @throws RangeError when there is no such API, or when it can do no such thing */
  set(api: string, how: unknown): void
  all(): Record<string, OpenApiFault>
}

export function createOpenApiFaults(): OpenApiFaults {
  const faults = new Map<string, OpenApiFault>()
  return {
    of: (api) => faults.get(api) ?? null,
    set(api, how) {
      const known = Object.hasOwn(OPEN_API_FAULTS, api) ? OPEN_API_FAULTS[api as OpenApiName] : undefined
      // A misspelt name would be kept in silence, and nothing would ever fail.
      if (!known) throw new RangeError(`api: one of ${Object.keys(OPEN_API_FAULTS).join(', ')} expected`)
      if (how === null) return void faults.delete(api)
      if (!isFault(how, known))
        throw new RangeError(`how: ${known.join(', ')}, {errcode} or null expected for ${api}`)
      faults.set(api, how)
    },
    all: () => Object.fromEntries(faults),
  }
}

function isFault(how: unknown, known: readonly Named[]): how is OpenApiFault {
  if (typeof how === 'string') return known.some((each) => each === how)
  return typeof (how as { errcode?: unknown } | undefined)?.errcode === 'number'
}
