/** 督查: what is late, after its unit was told that it would be reported. */
import { stateOf } from '../../../components/page-state/states'
import type { PageState } from '../../../components/page-state/states'
import type { ReportedCase } from '../../../domain/contract/requests/desk'
import { sayMinute } from '../../../domain/times'
import { cloudTime } from '../../../services/clock'
import { listReported } from '../../../services/requests-desk'
import { queueCard } from '../queue-card'
import type { QueueCard } from '../queue-card'

type ReportedCard = QueueCard & { told: string; reported: string }

const NOTHING = { icon: 'tea', title: '没有报上来的', sentence: '超期的先告诉单位，再过一个工作日才报到这里' }

Page({
  data: {
    state: 'loading' as PageState,
    ...{ icon: '', title: '', sentence: '' },
    cards: [] as ReportedCard[],
    more: false,
  },
  cases: [] as ReportedCase[],

  onShow() {
    void this.load()
  },
  async onPullDownRefresh() {
    await this.load()
    wx.stopPullDownRefresh()
  },
  async load() {
    const answer = await listReported(null)
    if (!answer.ok) return this.setData({ icon: '', title: '', ...stateOf(answer) })
    this.have(answer.data.cases, answer.data.more)
  },
  have(cases: ReportedCase[], more: boolean) {
    this.cases = cases
    const now = cloudTime()
    const cards = cases.map((each) => ({
      ...queueCard({ ...each, mine: false }, now),
      line: `说好 ${sayMinute(each.promisedAt)} 前答复`,
      told: each.unitToldAt === null ? '' : `${sayMinute(each.unitToldAt)} 告诉了单位`,
      reported: `${sayMinute(each.reportedAt)} 报到督查`,
    }))
    this.setData({ cards, more, ...(cases.length > 0 ? { state: 'ready' } : { ...NOTHING, state: 'empty' }) })
  },
  async loadMore() {
    const answer = await listReported(this.cases.at(-1)?.reportedAt ?? null)
    if (!answer.ok) return void wx.showToast({ title: '没有加载出来，再点一次', icon: 'none' })
    this.have([...this.cases, ...answer.data.cases], answer.data.more)
  },
  act() {
    this.setData({ state: 'loading' })
    void this.load()
  },
  open(event: WechatMiniprogram.TouchEvent) {
    const { id } = event.currentTarget.dataset as { id: string }
    wx.navigateTo({ url: `/packages/requests/case/case?caseId=${id}` })
  },
})
