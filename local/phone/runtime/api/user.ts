import { ANONYMOUS } from '../anonymous'
import { askConsent } from '../sheets/consent'
import { insideTap } from '../tap'
import { ApiFailure, callable } from './call'

const sealed = () => ({
  userInfo: ANONYMOUS,
  rawData: JSON.stringify(ANONYMOUS),
  ...{ signature: '', encryptedData: '', iv: '' },
})

/** Who holds the phone, as far as WeChat tells an app. A code of login is good for nobody here: there is no WeChat. */
export const userApi = {
  login: callable('login', () => ({ code: `0${crypto.randomUUID().replaceAll('-', '')}` })),
  checkSession: callable('checkSession', () => undefined),
  getUserInfo: callable('getUserInfo', sealed),
  getUserProfile: callable<{ desc: string }>('getUserProfile', async ({ desc }) => {
    if (!insideTap()) throw new ApiFailure('can only be invoked by user TAP gesture.')
    if (!desc) throw new ApiFailure('desc length does not meet the requirements')
    if (!(await askConsent({ title: '获取你的昵称、头像', text: desc }))) throw new ApiFailure('auth deny')
    return sealed()
  }),
  chooseAddress: callable('chooseAddress', async () => {
    const place = { provinceName: '湖北省', cityName: '武汉市', countyName: '江汉区' }
    const text = '示例收货人 170****0000 湖北省武汉市江汉区示例路 1 号'
    if (!(await askConsent({ title: '使用收货地址', text, refuse: '取消', allow: '使用' })))
      throw new ApiFailure('cancel')
    return {
      ...{ userName: '示例收货人', telNumber: '17000000000', postalCode: '430000', nationalCode: '420103' },
      ...{ ...place, detailInfo: '示例路 1 号', streetName: '', detailInfoNew: '示例路 1 号' },
    }
  }),
}
