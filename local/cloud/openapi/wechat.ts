import type { Clock } from '../clock'
import { createDeliveries } from '../channels/deliveries'
import { createChannelDoor } from '../channels/door'
import { createChannelFaults } from '../channels/faults'
import type { FunctionCall } from '../functions/event'
import { createMediaChecks } from './media-checks'
import { createOpenApiFaults } from './faults'
import { readMessagePush } from './message-push'
import type { OpenApiFacts } from './open-api'
import { readPages } from './pages'
import { createPhoneCodes } from './phone-codes'
import { createSubscriptions } from './subscriptions'
import { readTemplates } from './templates'
import { createVisits } from './visits'
import { openWeChatStore } from './wechat-store'

export interface WeChatOptions {
  dataDir?: string
  configDir?: string
  /** The mini program's app.json: by it a page that does not exist is refused. Absent: any page will do. */
  appJson?: string
  appId: string
  clock: Clock
  invoke(call: FunctionCall): Promise<unknown>
  log(line: string): void
}

/**
 * The platform does not say on whose behalf an event comes. Never "wx_client": a function must be able to tell a
 * pushed event from a phone that sends the same words.
 */
const PUSHED = 'wx_unknown'

export type WeChat = ReturnType<typeof createWeChat>

/** WeChat's own side: what it remembers of people, sends to them, and tells functions of. */
export function createWeChat({ dataDir, configDir, appJson, appId, clock, invoke, log }: WeChatOptions) {
  const templates = readTemplates(configDir)
  const target = readMessagePush(configDir)
  const store = openWeChatStore(dataDir)
  const phoneCodes = createPhoneCodes(clock)
  const visits = createVisits(store, clock)
  const subscriptions = createSubscriptions(store)
  const deliveries = createDeliveries(store, clock)
  const faults = createOpenApiFaults()
  const channelFaults = createChannelFaults()

  const push = async (event: Record<string, unknown>, openid: string) => {
    const name = target(String(event.Event))
    if (!name) return log(`push: no function takes ${event.Event}; name one in message-push.json`)
    await invoke({ name, data: event, openid, source: PUSHED }).catch((error: Error) =>
      log(`push: ${name} failed on ${event.Event}: ${error.message}`),
    )
  }
  const mediaChecks = createMediaChecks(store, clock, appId, push)
  return {
    ...{ templates, phoneCodes, visits, subscriptions, deliveries, faults, channelFaults },
    channelDoor: createChannelDoor(clock, deliveries, channelFaults),
    facts: (api: string): OpenApiFacts => ({
      ...{ appId, now: clock.now(), visits, phoneCodes, templates, subscriptions, deliveries, mediaChecks },
      pages: appJson === undefined ? undefined : readPages(appJson),
      fault: faults.of(api),
    }),
    stop() {
      mediaChecks.stop()
      deliveries.stop()
      store.close()
    },
  }
}
