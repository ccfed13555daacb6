/** One 首席代表: opened from the list, or by the code on the unit's door, also when the app was closed. */
import { stateOf } from '../../../components/page-state/states'
import type { PageState } from '../../../components/page-state/states'
import type { Representative } from '../../../domain/contract/requests/representatives'
import { sentenceFor } from '../../../domain/errors'
import { representativeIn } from '../../../domain/representatives'
import { sayDate } from '../../../domain/times'
import {
  openRepresentative,
  representativeLink,
  shareOwnPhone,
} from '../../../services/requests-representatives'

Page({
  data: {
    state: 'loading' as PageState,
    ...{ icon: '', title: '', sentence: '', action: '' },
    one: null as Representative | null,
    trained: '',
    link: '',
    consent: false,
  },
  id: '',

  onLoad(options: { id?: string; s?: string; scene?: string; q?: string }) {
    const carried = [options.s, options.scene, options.q].find(Boolean) ?? ''
    this.id = options.id ?? representativeIn(carried) ?? ''
    void this.load()
  },
  async load() {
    const answer = await openRepresentative(this.id)
    if (!answer.ok) return this.setData({ icon: '', title: '', action: '', ...stateOf(answer) })
    const { representative, unitName } = answer.data
    if (representative) return this.show(representative)
    this.setData({
      ...{ state: 'empty', icon: 'usergroup', action: '看别的单位' },
      title: unitName ? `${unitName}现在没有首席代表` : '没有这个码',
      sentence: unitName ? '原来的已经不在了，可以直接提诉求' : '可能是旧的码，请在名单里找',
    })
  },
  show(one: Representative) {
    this.setData({
      ...{ state: 'ready', one, link: representativeLink(one.id) },
      trained: one.trainedAt === null ? '' : `${sayDate(one.trainedAt)} 培训过`,
    })
  },
  act() {
    if (this.data.state === 'consent') return this.setData({ consent: true })
    if (this.data.state === 'empty')
      return void wx.redirectTo({ url: '/packages/requests/representatives/representatives' })
    this.setData({ state: 'loading' })
    void this.load()
  },
  closeConsent() {
    this.setData({ consent: false })
  },
  agreed() {
    this.closeConsent()
    void this.load()
  },
  dial(event: WechatMiniprogram.TouchEvent) {
    const { number } = event.currentTarget.dataset as { number: string }
    wx.makePhoneCall({ phoneNumber: number, fail: () => undefined })
  },
  raise() {
    wx.navigateTo({ url: '/packages/requests/form/form' })
  },
  async share() {
    const { one } = this.data
    if (!one) return
    const answer = await shareOwnPhone(one.id, one.phone === null)
    if (answer.ok && answer.data.representative) return this.show(answer.data.representative)
    wx.showToast({ title: answer.ok ? '没有改成' : sentenceFor(answer.code, answer.facts), icon: 'none' })
  },
})
