import type { OpenApi, OpenApiFacts } from './open-api'
import { readArguments, writeRefusal, writeResult } from './messages'
import { getPhoneNumber } from './phonenumber-get-phone-number'
import { msgSecCheck } from './security-msg-sec-check'

const apis: Record<string, OpenApi> = {
  'security.msgSecCheck': msgSecCheck,
  'phonenumber.getPhoneNumber': getPhoneNumber,
}

// The platform's own numbers, from the SDK's table.
const NOT_FOUND = -604100
const NO_PERMISSION = -604101
const TIMED_OUT = -604102

export interface OpenApiCall {
  /** As the SDK names it, e.g. "security.msgSecCheck". */
  name: string
  /** The CommApiData message. */
  data: Uint8Array
  /** Has the calling function the permission in its config.json? */
  permitted: boolean
}

/** Answers one `cloud.openapi` call with a CommOpenApiResp message. */
export function answerOpenApi({ name, data, permitted }: OpenApiCall, facts: OpenApiFacts): Uint8Array {
  const api = Object.hasOwn(apis, name) ? apis[name] : undefined
  if (!api) return writeRefusal(NOT_FOUND)
  if (!permitted) return writeRefusal(NO_PERMISSION)
  const result = api(readArguments(data), facts)
  return result === 'never' ? writeRefusal(TIMED_OUT) : writeResult(result)
}
