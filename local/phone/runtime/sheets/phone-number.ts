import { askConsent } from './consent'

/** Ask whether the app may have the holder's phone number. */
export const askForPhoneNumber = () =>
  askConsent({ title: '获取并验证你的手机号', text: '170****（本机示例号码） · 微信绑定号码' })
