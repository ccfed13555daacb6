/** 我的: who holds the phone, what he agreed to, and a way to complain about this app itself. */
import type { Me } from '../../domain/contract/people'
import { stateOf } from '../../components/page-state/states'
import type { PageState } from '../../components/page-state/states'
import { PRIVACY } from '../../components/consent-sheet/privacy'
import { APP_VERSION } from '../../deployment'
import { askForNotice, noticesOffered } from '../../services/notices'
import { askStanding, lastStanding } from '../../services/people'
import type { Standing } from '../../services/people'
import { lastConversations } from '../../services/groups'
import { myDisturbances } from '../../services/groups/messages'
import { listReports } from '../../services/groups/review'
import { refusedMessages } from '../../services/outbox'

Page({
  data: {
    state: 'loading' as PageState,
    sentence: '',
    notice: '',
    me: null as Me | null,
    initial: '',
    district: '',
    rallies: false,
    groups: false,
    /** Has a rota to look at, or may have. */
    duty: false,
    unsent: 0,
    notices: false,
    /** Of an operator: how many reports from private chats wait; null while that is not known. */
    reports: null as number | null,
    /** Of a firm: how often it was pushed this month what it did not ask for. */
    disturbed: '',
    maskedNumber: '',
    privacy: PRIVACY,
    version: APP_VERSION,
    consentVisible: false,
    phoneVisible: false,
    textVisible: false,
  },

  onShow() {
    this.getTabBar?.()?.refresh?.('me')
    void this.load()
  },
  async load() {
    const answer = await askStanding()
    this.getTabBar?.()?.refresh?.('me')
    if (answer.ok) return this.show(answer.data, '')
    const before = lastStanding()
    if (before) return this.show(before, '暂时连不上，下面是上次看到的')
    this.setData(stateOf(answer))
  },
  show({ me, district, areas }: Standing, notice: string) {
    const initial = me?.name.slice(0, 1) || '我'
    const [groups, rallies] = [areas.includes('groups'), areas.includes('rallies')]
    const unsent = refusedMessages().length
    const notices = groups && me !== null && noticesOffered()
    const asked = lastConversations()?.some(({ mentionable }) => mentionable) ?? false
    const duty = groups && me !== null && (me.unit !== null || me.operator || asked)
    this.setData({ state: 'ready', notice, me, initial, district, groups, duty, rallies, unsent, notices })
    if (me?.operator && groups) void this.countReports()
    if (me && groups) void this.countDisturbances()
  },
  async countDisturbances() {
    const answer = await myDisturbances()
    if (!answer.ok || !answer.data.counted) return this.setData({ disturbed: '' })
    const { count, max } = answer.data
    this.setData({ disturbed: `${count} 次，最多 ${max} 次` })
  },
  async countReports() {
    const answer = await listReports('')
    this.setData({ reports: answer.ok ? answer.data.reports.length : null })
  },

  async askForNotice() {
    wx.showToast({ title: await askForNotice(), icon: 'none', duration: 3000 })
  },
  goDuty() {
    wx.navigateTo({ url: '/packages/duty/units/units' })
  },
  goReveals() {
    wx.navigateTo({ url: '/packages/groups/reveals/reveals' })
  },
  goReports() {
    wx.navigateTo({ url: '/packages/groups/review/review' })
  },
  goKept() {
    wx.navigateTo({ url: '/packages/groups/kept/kept' })
  },
  goUnsent() {
    wx.navigateTo({ url: '/packages/groups/unsent/unsent' })
  },
  goRallies() {
    wx.switchTab({ url: '/pages/rallies/rallies' })
  },
  openText() {
    this.setData({ textVisible: true })
  },
  closeText() {
    this.setData({ textVisible: false })
  },
  openConsent() {
    this.setData({ consentVisible: true })
  },
  closeConsent() {
    this.setData({ consentVisible: false })
  },
  openPhone() {
    this.setData({ phoneVisible: true })
  },
  closePhone() {
    this.setData({ phoneVisible: false })
  },
  agreed() {
    this.closeConsent()
    void this.load()
  },
  verified(event: WechatMiniprogram.CustomEvent<{ maskedNumber: string }>) {
    this.setData({ phoneVisible: false, maskedNumber: event.detail.maskedNumber })
    void this.load()
  },
})
