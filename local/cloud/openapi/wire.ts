import type { OpenApiName } from './faults'
import { readArguments, writeMedia, writeRefusal, writeResult } from './messages'
import { refused, type OpenApi, type OpenApiFacts } from './open-api'
import { getPhoneNumber } from './phonenumber-get-phone-number'
import { mediaCheckAsync } from './security-media-check-async'
import { msgSecCheck } from './security-msg-sec-check'
import { sendSubscribeMessage } from './subscribe-message-send'
import { getCode, getUnlimitedCode } from './wxacode-get-unlimited'

const apis: Record<OpenApiName, OpenApi> = {
  'security.msgSecCheck': msgSecCheck,
  'security.mediaCheckAsync': mediaCheckAsync,
  'subscribeMessage.send': sendSubscribeMessage,
  'wxacode.getUnlimited': getUnlimitedCode,
  'wxacode.get': getCode,
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
  const api = Object.hasOwn(apis, name) ? apis[name as OpenApiName] : undefined
  if (!api) return writeRefusal(NOT_FOUND)
  if (!permitted) return writeRefusal(NO_PERMISSION)
  const { fault } = facts
  if (fault === 'timeout') return writeRefusal(TIMED_OUT)
  if (fault === 'failure') return writeResult(refused(-1, 'system error'))
  if (typeof fault === 'object' && fault)
    return writeResult(refused(fault.errcode, fault.errmsg ?? 'on demand'))
  const result = api(readArguments(data), facts)
  if (result === 'never' || fault === 'lostAnswer') return writeRefusal(TIMED_OUT)
  return 'media' in result ? writeMedia(result.media) : writeResult(result)
}
