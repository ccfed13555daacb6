/** What every process and function must know to use the real SDKs against this local cloud. */
export interface CloudAddress {
  adminUrl: string
  envId: string
  appId: string
  secretId: string
  secretKey: string
}

/** The platform's list: TCB_ variables not named here are invisible to the SDKs. */
const TCB_KEYS =
  'TCB_ENV,TCB_SEQID,TCB_TRACELOG,TCB_SOURCE,TCB_SOURCE_IP,TCB_SESSIONTOKEN,TCB_ROUTE_KEY,TCB_UUID'
const WX_KEYS = 'WX_CLIENTIP,WX_APPID,WX_OPENID,WX_UNIONID,WX_API_TOKEN'

/** Where the SDKs send their requests; the same for a whole process. */
export function addressEnvironment(cloud: CloudAddress): Record<string, string> {
  return {
    TENCENTCLOUD_RUNENV: 'SCF',
    TENCENTCLOUD_REGION: 'local',
    TENCENTCLOUD_SECRETID: cloud.secretId,
    TENCENTCLOUD_SECRETKEY: cloud.secretKey,
    SCF_NAMESPACE: cloud.envId,
    ...addressPart(cloud),
  }
}

const addressPart = (cloud: CloudAddress) => ({ TCB_CONTEXT_CNFG: JSON.stringify({ URL: cloud.adminUrl }) })

/**
 * Who calls: replaced before every invocation (all WX_ and TCB_ variables are removed first). What does not
 * apply is absent, as on the platform: an empty text would show up as ''.
 */
export function callerEnvironment(
  cloud: CloudAddress,
  call: { token: string; openid?: string; source?: string; requestId?: string },
): Record<string, string> {
  return {
    ...addressPart(cloud),
    TCB_CONTEXT_KEYS: TCB_KEYS,
    TCB_ENV: cloud.envId,
    WX_CONTEXT_KEYS: WX_KEYS,
    WX_APPID: cloud.appId,
    WX_API_TOKEN: call.token,
    ...(call.openid ? { WX_OPENID: call.openid, WX_CLIENTIP: '127.0.0.1' } : {}),
    ...(call.source ? { TCB_SOURCE: call.source } : {}),
    ...(call.requestId ? { TCB_SEQID: call.requestId, TCB_UUID: call.requestId } : {}),
  }
}
