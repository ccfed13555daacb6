import type { OpenApi } from './open-api'
import { sampleNumber } from './phone-codes'

/** phonenumber.getPhoneNumber: {code} from the phone's button → the number of whoever pressed it. */
export const getPhoneNumber: OpenApi = ({ code }, { phoneCodes, appId, now }) => {
  const openid = typeof code === 'string' ? phoneCodes.redeem(code) : undefined
  if (!openid) return { errcode: 40029, errmsg: 'invalid code' }
  const number = sampleNumber(openid)
  const phone_info = {
    phoneNumber: number,
    purePhoneNumber: number,
    countryCode: '86',
    watermark: { timestamp: Math.floor(now / 1000), appid: appId },
  }
  return { errcode: 0, errmsg: 'ok', phone_info }
}
