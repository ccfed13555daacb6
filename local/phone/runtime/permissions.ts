import { device, holder } from './report'
import { askConsent } from './sheets/consent'

/** What WeChat asks its holder about, once for each app. */
export const SCOPES: Record<string, string> = {
  'scope.userLocation': '你的位置信息',
  'scope.userFuzzyLocation': '你的大致位置',
  'scope.writePhotosAlbum': '保存图片或视频到你的相册',
  'scope.camera': '你的摄像头',
  'scope.record': '你的麦克风',
  'scope.addPhoneContact': '把联系人存进通讯录',
  'scope.addPhoneCalendar': '把日程记进日历',
}

const key = `permissions:${device}:${holder}`

/** Answers given so far, by scope. */
export function answers(): Record<string, boolean> {
  return JSON.parse(localStorage.getItem(key) ?? '{}') as Record<string, boolean>
}

export function answer(scope: string, allowed: boolean) {
  localStorage.setItem(key, JSON.stringify({ ...answers(), [scope]: allowed }))
}

/**
 * May the app? Asks the first time; a refusal stands until the holder changes it on the page of settings.
 * @param reason what app.json says about it
 */
export async function permitted(scope: string, reason = ''): Promise<boolean> {
  const known = answers()[scope]
  if (known !== undefined) return known
  const allowed = await askConsent({ title: `获取${SCOPES[scope] ?? scope}`, text: reason })
  answer(scope, allowed)
  return allowed
}
