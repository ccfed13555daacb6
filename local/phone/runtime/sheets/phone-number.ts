import { addButton, addText, openSheet } from './sheet'

/** Ask whether the app may have the holder's phone number. */
export function askForPhoneNumber(appName: string): Promise<boolean> {
  const { box, close } = openSheet('phone-consent', 'dialog')
  addText(box, 'p', 'phone-consent-app', `${appName} 申请`)
  addText(box, 'h2', 'phone-consent-title', '获取并验证你的手机号')
  addText(box, 'p', 'phone-consent-number', '170****（本机示例号码） · 微信绑定号码')
  const row = addText(box, 'div', 'phone-consent-buttons', '')
  return new Promise((resolve) => {
    const answer = (allowed: boolean) => {
      close()
      resolve(allowed)
    }
    addButton(row, 'phone-consent-refuse', '拒绝', () => answer(false))
    addButton(row, 'phone-consent-allow', '允许', () => answer(true))
  })
}
