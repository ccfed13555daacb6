/** What runs on a phone of the replay: the app's own modules, started as app.ts starts them. */
import { hearCloudTime } from '../../../miniprogram/services/clock'
import { callAction } from '../../../miniprogram/services/cloud'
import {
  onOutbox,
  restOutbox,
  startOutbox,
  wakeOutbox,
  waitingCalls,
} from '../../../miniprogram/services/outbox'
import { checkIn, waitingCheckIns } from '../../../miniprogram/services/rallies/check-ins'
import { followCheckIns } from '../../../miniprogram/services/rallies/outcomes'

export { callAction, checkIn, hearCloudTime, onOutbox, restOutbox, waitingCalls, waitingCheckIns }

export function start(): void {
  followCheckIns()
  startOutbox()
  wakeOutbox()
}
