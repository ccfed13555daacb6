import type { Deliveries } from '../channels/deliveries'
import type { MediaChecks } from './media-checks'
import type { OpenApiFault } from './faults'
import type { PhoneCodes } from './phone-codes'
import type { Subscriptions } from './subscriptions'
import type { Template } from './templates'
import { traceId } from './trace-id'
import type { Visits } from './visits'

/** What the open APIs stand on. */
export interface OpenApiFacts {
  appId: string
  /** Epoch milliseconds by the cloud's clock. */
  now: number
  visits: Visits
  phoneCodes: PhoneCodes
  templates: Map<string, Template>
  subscriptions: Subscriptions
  deliveries: Deliveries
  mediaChecks: MediaChecks
  /** The mini program's pages, its first one first; undefined: not known, any will do. */
  pages: string[] | undefined
  /** What is asked of this API on demand. */
  fault: OpenApiFault | null
}

/** A picture, where an API answers with one. */
export interface Media {
  contentType: string
  bytes: Uint8Array
}
/** One WeChat open API: arguments in snake_case → what the API answers, or 'never' = it does not in time. */
export type OpenApi = (
  args: Record<string, unknown>,
  facts: OpenApiFacts,
) => { media: Media } | object | 'never'

/** An error of an API; WeChat puts a number for its support behind it. */
export const refused = (errcode: number, errmsg: string) => ({
  errcode,
  errmsg: `${errmsg} rid: ${traceId()}`,
})
