import { device, holder } from './report'

/** The holder's consent to the app's privacy guide. */
type Event = { event: 'agree' | 'disagree' | 'exposureAuthorization'; buttonId?: string }
type Listener = (resolve: (answer: Event) => void, facts: { referrer: string }) => void

const key = `privacy:${device}:${holder}`
const listeners = new Set<Listener>()
let checked = false

/** @param wanted app.json's `__usePrivacyCheck__` */
export const usePrivacyCheck = (wanted: boolean) => void (checked = wanted)
export const privacyNeeded = () => checked && localStorage.getItem(key) !== 'agreed'
export const agreeToPrivacy = () => localStorage.setItem(key, 'agreed')
export const onNeedPrivacy = (listener: Listener) => void listeners.add(listener)

/**
 * Ask by the app's own dialog, as it registered it. An app without one is not asked here, where WeChat would show
 * its own sheet.
 * @returns false when the holder disagrees
 */
export async function privacyAgreed(referrer: string): Promise<boolean> {
  const [listener] = listeners
  if (!privacyNeeded() || !listener) return true
  const { event } = await new Promise<Event>((resolve) => {
    listener((answer) => answer.event !== 'exposureAuthorization' && resolve(answer), { referrer })
  })
  if (event === 'agree') agreeToPrivacy()
  return event === 'agree'
}
