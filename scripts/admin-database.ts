interface Reached {
  envId: string
  secretId: string
  secretKey: string
  adminUrl: string
}

/** The database as the deployment's administrator reaches it: through the real SDK, pointed at one cloud. */
import tcb from '@cloudbase/node-sdk'

export type Database = ReturnType<ReturnType<typeof tcb.init>['database']>

export function adminDatabase(cloud: Reached): Database {
  return appOf(cloud).database()
}

/** Puts a file into the storage as the administrator. @returns its id */
export type Upload = (cloudPath: string, bytes: Buffer) => Promise<string>

export function adminUpload(cloud: Reached): Upload {
  const app = appOf(cloud)
  return async (cloudPath, fileContent) => (await app.uploadFile({ cloudPath, fileContent })).fileID
}

function appOf({ envId, secretId, secretKey, adminUrl }: Reached) {
  // Else the SDK asks the network for Tencent's own machines at every request, and is kept alive by it.
  process.env.TENCENTCLOUD ??= 'true'
  return tcb.init({ env: envId, secretId, secretKey, serviceUrl: adminUrl })
}
