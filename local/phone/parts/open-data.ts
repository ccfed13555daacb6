import type * as glassEasel from 'glass-easel'
import { hostOf } from './dom'

/** What WeChat has shown since 2022 to every app: nobody's name and a grey head. */
const WORDS: Record<string, string> = {
  userNickName: '微信用户',
  userGender: '未知',
  userCity: '',
  userProvince: '',
  userCountry: '',
  userLanguage: 'zh_CN',
  groupName: '',
}

/** `<open-data>`. */
export const registerOpenData = (space: glassEasel.ComponentSpace) =>
  space.defineComponent({
    is: 'open-data',
    properties: {
      type: String,
      openGid: String,
      lang: { type: String, value: 'en' },
      defaultText: String,
      defaultAvatar: String,
    },
    observers: {
      'type, defaultText'() {
        const { type, defaultText } = this.data
        hostOf(this).textContent = WORDS[type] || defaultText
        hostOf(this).dataset.type = type
      },
    },
  })
