/** The privacy text people agree to. With every change of meaning CONSENT_VERSION goes up: everyone is asked again. */
import { CONSENT_VERSION } from '../../domain/people'

export const PRIVACY = {
  version: CONSENT_VERSION,
  title: '隐私说明',
  paragraphs: [
    '您打卡、发言时，我们会记下：微信给您的编号、您盖的章、您发的话和时间。只用来盖章、送达和回应。',
    '发言前要验证一次手机号，这是网络实名的要求。别的成员只看到 138****1234 这样的号码；群主可以看全号，镇街科室的人可以看企业的全号，都会记下来，您在「我的」里看得到谁看过。看活动、盖章不用手机号。',
    '内容存放在中国境内，由本区县的主办单位管理。不卖、不给广告用，不用来给任何人打分排名。',
    '您可以随时请工作人员删除您的登记。',
  ],
}
