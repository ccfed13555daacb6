import { askCloud } from '../cloud/call-function'
import { openSettings, type SubscriptionSettings } from '../sheets/settings'
import { insideTap } from '../tap'
import { ApiFailure, callable } from './call'

const PATH = '/client/subscription-settings'

interface Wanted {
  withSubscriptions?: boolean
}

/**
 * wx.getSetting and wx.openSetting: the app's subscriptions. The phone has no other permissions to give, so
 * authSetting is empty. itemSettings lists only what 总是保持以上选择 was ticked for.
 */
export function settingApi(cloudUrl: string | null) {
  const read = async (change: object = {}) => {
    const settings = (await askCloud(cloudUrl, PATH, change)) as SubscriptionSettings & { errMsg?: string }
    if (!settings.itemSettings) throw new ApiFailure(settings.errMsg ?? '')
    return settings
  }
  const shown = ({ mainSwitch, itemSettings }: SubscriptionSettings, { withSubscriptions }: Wanted) => ({
    authSetting: {},
    ...(withSubscriptions ? { subscriptionsSetting: { mainSwitch, itemSettings } } : {}),
  })
  return {
    getSetting: callable<Wanted>('getSetting', async (wanted) =>
      wanted.withSubscriptions ? shown(await read(), wanted) : { authSetting: {} },
    ),
    openSetting: callable<Wanted>('openSetting', async (wanted) => {
      if (!insideTap()) throw new ApiFailure('can only be invoked by user TAP gesture.')
      await openSettings(await read(), async (change) => void (await read(change)))
      return shown(await read(), wanted)
    }),
  }
}
