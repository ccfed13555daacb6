import type { PhoneCodes } from './phone-codes'

export interface OpenApiFacts {
  appId: string
  /** Epoch milliseconds by the cloud's clock. */
  now: number
  knowsOpenid(openid: string): boolean
  phoneCodes: PhoneCodes
}
/** One WeChat open API: arguments in snake_case → what the API answers, or 'never' = it does not in time. */
export type OpenApi = (args: Record<string, unknown>, facts: OpenApiFacts) => object | 'never'
