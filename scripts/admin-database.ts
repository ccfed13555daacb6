/** The database as the deployment's administrator reaches it: through the real SDK, pointed at one cloud. */
import tcb from '@cloudbase/node-sdk'

export type Database = ReturnType<ReturnType<typeof tcb.init>['database']>

export function adminDatabase(cloud: {
  envId: string
  secretId: string
  secretKey: string
  adminUrl: string
}): Database {
  // Else the SDK asks the network for Tencent's own machines at every request, and is kept alive by it.
  process.env.TENCENTCLOUD ??= 'true'
  const { envId, secretId, secretKey, adminUrl } = cloud
  return tcb.init({ env: envId, secretId, secretKey, serviceUrl: adminUrl }).database()
}
