import { callable } from '../api/call'
import { createWx } from '../api/wx'
import { callFunction } from './call-function'
import { cloudFiles } from './files'
import { createDatabase } from './database'

/** wx.cloud: functions and watches, through the cloud's client wire. Anything else is refused by name. */
export function createCloud(cloudUrl: string | null) {
  let database: ReturnType<typeof createDatabase> | null = null
  const cloud = createWx(
    {
      init: () => undefined,
      callFunction: callable<{ name: string; data?: unknown }>('cloud.callFunction', (given) =>
        callFunction(cloudUrl, given),
      ),
      ...cloudFiles(cloudUrl),
      database: () => (database ??= createDatabase(cloudUrl)),
      DYNAMIC_CURRENT_ENV: 'DYNAMIC_CURRENT_ENV',
    },
    'cloud.',
  )
  cloud.Cloud = class {
    constructor() {
      return cloud
    }
  }
  return cloud
}
