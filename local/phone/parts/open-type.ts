import type * as glassEasel from 'glass-easel'
import { askCloud } from '../runtime/cloud/call-function'
import { ANONYMOUS } from '../runtime/anonymous'
import { putTemporary } from '../runtime/files/disk'
import { agreeToPrivacy } from '../runtime/privacy'
import { reportUnsupported } from '../runtime/report'
import { phoneSettings } from '../runtime/settings'
import { shareToFriend } from '../runtime/share'
import { chooseFiles } from '../runtime/sheets/choose-files'
import { showModal } from '../runtime/sheets/modal'
import { askForPhoneNumber } from '../runtime/sheets/phone-number'
import { SAMPLE_PICTURES } from '../runtime/sheets/sample-pictures'

type Button = glassEasel.GeneralComponent

/** The holder is asked; a code goes to the app, which the cloud turns into a number. */
async function getPhoneNumber(
  button: Button,
  event: 'getphonenumber' | 'getrealtimephonenumber',
  name: string,
) {
  if (!(await askForPhoneNumber())) {
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

/** A picture of the album becomes the face the app gets. */
async function chooseAvatar(button: Button) {
  const samples = SAMPLE_PICTURES
  const [chosen] = (await chooseFiles({ title: '选择头像', samples, accept: 'image/*', count: 1 })) ?? []
  if (!chosen) return
  button.triggerEvent('chooseavatar', { avatarUrl: putTemporary(chosen.blob, '.jpg') })
}

/** Since 2022 WeChat tells every app the same of everybody. */
function getUserInfo(button: Button) {
  const rawData = JSON.stringify(ANONYMOUS)
  const sealed = { rawData, signature: '', encryptedData: '', iv: '' }
  button.triggerEvent('getuserinfo', { userInfo: ANONYMOUS, ...sealed, errMsg: 'getUserInfo:ok' })
}

/** Nobody answers on this phone; the app learns that its holder has been there. */
async function contact(button: Button) {
  const { sendMessagePath } = button.data as { sendMessagePath?: string }
  await showModal({
    title: '客服会话',
    content: '这台手机上没有客服在线。',
    showCancel: false,
    confirmText: '返回',
  })
  button.triggerEvent('contact', { path: sendMessagePath ?? '', query: {}, errMsg: 'enterContact:ok' })
}

/** WeChat's settings page of this app; the button's event says how things stand when it is left. */
function openSetting(button: Button) {
  const { wx } = window as unknown as { wx: { openSetting(given: object): Promise<object> } }
  wx.openSetting({ withSubscriptions: true }).then(
    (settings) => button.triggerEvent('opensetting', settings),
    (error: { errMsg?: string }) => button.triggerEvent('opensetting', { errMsg: error.errMsg }),
  )
}

const MISSING_OPEN_TYPES = new Set(['liveActivity', 'openOfficialAccount'])

/** Do what `<button open-type>` names; `a|b` names several. */
export async function runOpenType(button: Button, openTypes: string) {
  for (const openType of openTypes.split('|')) await runOne(button, openType)
}

async function runOne(button: Button, openType: string) {
  if (openType === 'getPhoneNumber') return getPhoneNumber(button, 'getphonenumber', 'getPhoneNumber')
  if (openType === 'getRealtimePhoneNumber')
    return getPhoneNumber(button, 'getrealtimephonenumber', 'getRealtimePhoneNumber')
  if (openType === 'share')
    return void shareToFriend('button', { id: button.id, dataset: { ...button.dataset } })
  if (openType === 'chooseAvatar') return chooseAvatar(button)
  if (openType === 'getUserInfo') return getUserInfo(button)
  if (openType === 'contact') return contact(button)
  if (openType === 'feedback')
    return void showModal({ title: '意见反馈', content: '', editable: true, placeholderText: '说说你的想法' })
  if (openType === 'launchApp') return button.triggerEvent('error', { errMsg: 'invalid scene' })
  if (openType === 'openSetting') return openSetting(button)
  if (openType === 'agreePrivacyAuthorization') {
    agreeToPrivacy()
    return button.triggerEvent('agreeprivacyauthorization', {})
  }
  // a name the platform does not know does nothing there either
  if (MISSING_OPEN_TYPES.has(openType)) reportUnsupported(`<button open-type="${openType}">`)
}
