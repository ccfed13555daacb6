/**
 * Consent to be told by WeChat: when 群主 tells everybody, and when one is asked by @. WeChat asks; each yes is good for one
 * message.
 */
import { TEMPLATES } from '../deployment'
import { notePush } from './duty'
import { makeId } from './ids'

/** What WeChat says when it did not get through, and when the person has switched off all messages of this app. */
const NOT_REACHED = [10002, 10003]
const SWITCHED_OFF = 20004

/** Whether there is anything to agree to in this deployment. */
export function noticesOffered(): boolean {
  return announcementTemplate() !== ''
}

/**
 * Asks for one notice more. Call it in the handler of a tap itself: WeChat refuses it anywhere else.
 * @returns a sentence that says how things stand now
 */
export async function askForNotice(): Promise<string> {
  const template = announcementTemplate()
  try {
    const answers = await wx.requestSubscribeMessage({ tmplIds: [template] })
    if (answers[template] === 'accept') return '下次有通知会告诉您'
    return answers[template] === 'reject' ? '好的，想收的时候再点这里' : '现在还开不了，过几天再试'
  } catch (error) {
    const { errCode } = error as { errCode?: number }
    if (errCode === SWITCHED_OFF) return '微信里关了通知，点右上角「…」进设置打开'
    return NOT_REACHED.includes(errCode ?? 0) ? '现在没有网络，连上再点一次' : '没有打开，请再点一次'
  }
}

/**
 * Asks for one notice more of an @, at a tap that is natural, such as 收到. Call it in the handler of the tap itself. Says
 * nothing: what was tapped is done whatever WeChat answers.
 */
export async function askForMentionNotice(): Promise<void> {
  const template = templates().mention
  if (!template) return
  try {
    const answers = await wx.requestSubscribeMessage({ tmplIds: [template] })
    if (answers[template] === 'accept') await notePush(makeId())
  } catch {
    // Switched off, or no network: 今晚谁能收到通知 says who is not reached.
  }
}

function announcementTemplate(): string {
  return templates().announcement
}

function templates() {
  return TEMPLATES[wx.getAccountInfoSync().miniProgram.envVersion]
}
