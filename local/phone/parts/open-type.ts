import type * as glassEasel from 'glass-easel'
import { askCloud } from '../runtime/cloud/call-function'
import type { PageCaller } from '../runtime/pages'
import { reportUnsupported } from '../runtime/report'
import { phoneSettings } from '../runtime/settings'
import { showModal } from '../runtime/sheets/modal'
import { askForPhoneNumber } from '../runtime/sheets/phone-number'

type Button = glassEasel.GeneralComponent
const pages = () => (window as unknown as { getCurrentPages(): PageCaller[] }).getCurrentPages()

/** The holder is asked; a code goes to the app, which the cloud turns into a number. */
async function getPhoneNumber(
  button: Button,
  event: 'getphonenumber' | 'getrealtimephonenumber',
  name: string,
) {
  const appName =
    document.querySelector('.phone-layer:not([hidden]) .phone-nav-title')?.textContent || '小程序'
  if (!(await askForPhoneNumber(appName))) {
    button.triggerEvent(event, { errMsg: `${name}:fail user deny` })
    return
  }
  try {
    const { code } = (await askCloud(phoneSettings.cloudUrl, '/client/phone-code', {})) as { code?: string }
    button.triggerEvent(event, { code, errMsg: `${name}:ok` })
  } catch (error) {
    button.triggerEvent(event, { errMsg: `${name}:fail ${(error as Error).message}` })
  }
}

/** What the page says about itself is shown; nobody is there to receive it. */
async function share(button: Button) {
  const page = pages().at(-1)
  const hook = page?.onShareAppMessage
  const target = { id: button.id, dataset: { ...button.dataset } }
  const given =
    typeof hook === 'function'
      ? (hook.call(page, { from: 'button', target }) as { title?: string; path?: string })
      : {}
  await showModal({ title: '转发给朋友', content: given?.title ?? document.title, confirmText: '发送' })
}

/** WeChat's settings page of this app; the button's event says how things stand when it is left. */
function openSetting(button: Button) {
  const { wx } = window as unknown as { wx: { openSetting(given: object): Promise<object> } }
  wx.openSetting({ withSubscriptions: true }).then(
    (settings) => button.triggerEvent('opensetting', settings),
    (error: { errMsg?: string }) => button.triggerEvent('opensetting', { errMsg: error.errMsg }),
  )
}

/** Do what `<button open-type>` names; `a|b` names several. */
export async function runOpenType(button: Button, openTypes: string) {
  for (const openType of openTypes.split('|')) await runOne(button, openType)
}

async function runOne(button: Button, openType: string) {
  if (openType === 'getPhoneNumber') return getPhoneNumber(button, 'getphonenumber', 'getPhoneNumber')
  if (openType === 'getRealtimePhoneNumber')
    return getPhoneNumber(button, 'getrealtimephonenumber', 'getRealtimePhoneNumber')
  if (openType === 'share') return share(button)
  if (openType === 'openSetting') return openSetting(button)
  if (openType === 'agreePrivacyAuthorization') return button.triggerEvent('agreeprivacyauthorization', {})
  reportUnsupported(`<button open-type="${openType}">`)
}
