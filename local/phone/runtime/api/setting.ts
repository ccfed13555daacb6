import { askCloud } from '../cloud/call-function'
import { answers } from '../permissions'
import { openSettings, type SubscriptionSettings } from '../sheets/settings'
import { insideTap } from '../tap'
import { ApiFailure, callable } from './call'

const PATH = '/client/subscription-settings'

interface Wanted {
  withSubscriptions?: boolean
  /** Opened by the holder through the capsule, not by the app. */
  fromMenu?: boolean
}

/**
 * wx.getSetting and wx.openSetting: scopes the holder was asked for, and the app's subscriptions. itemSettings lists only
 * what 总是保持以上选择 was ticked for.
 */
export function settingApi(cloudUrl: string | null) {
  const read = async (change: object = {}) => {
    const settings = (await askCloud(cloudUrl, PATH, change)) as SubscriptionSettings & { errMsg?: string }
    if (!settings.itemSettings) throw new ApiFailure(settings.errMsg ?? '')
    return settings
  }
  const shown = async ({ withSubscriptions }: Wanted) => {
    if (!withSubscriptions) return { authSetting: answers() }
    const { mainSwitch, itemSettings } = await read()
    return { authSetting: answers(), subscriptionsSetting: { mainSwitch, itemSettings } }
  }
  return {
    getSetting: callable<Wanted>('getSetting', shown),
    openSetting: callable<Wanted>('openSetting', async (wanted) => {
      if (!insideTap() && !wanted.fromMenu) throw new ApiFailure('can only be invoked by user TAP gesture.')
      const subscriptions = cloudUrl ? await read() : null
      await openSettings(subscriptions, async (change) => void (await read(change)))
      return shown(wanted)
    }),
  }
}
