import type { CloudAddress } from '../environment'
import type { FunctionConfig } from './config'

export interface FunctionCall {
  name: string
  data: unknown
  /** The person behind the call, if any. */
  openid?: string
  /** The chain of callers as the platform writes it, e.g. "wx_client" or "wx_client,scf". */
  source: string
}

/** The event as the platform hands it over: the data, and for a phone's call who sent it. */
export function eventOf({ data, openid, source }: FunctionCall, appId: string): unknown {
  if (data === null || typeof data !== 'object' || Array.isArray(data)) return data ?? {}
  return source.startsWith('wx_client') && openid ? { ...data, userInfo: { openId: openid, appId } } : data
}

export function contextOf(name: string, config: FunctionConfig, cloud: CloudAddress, requestId: string) {
  const environment = { SCF_NAMESPACE: cloud.envId, TCB_ENV: cloud.envId, WX_APPID: cloud.appId }
  return {
    memory_limit_in_mb: config.memoryMb,
    time_limit_in_ms: config.timeoutSeconds * 1000,
    request_id: requestId,
    function_name: name,
    function_version: '$LATEST',
    namespace: cloud.envId,
    environment: JSON.stringify(environment),
    environ: Object.entries(environment)
      .map((pair) => pair.join('='))
      .join(';'),
  }
}
