/** 待办: what I have, what my units have, whom I help; the longest due first. */
import { noticeOf, stateOf } from '../../../components/page-state/states'
import type { PageState } from '../../../components/page-state/states'
import type { CaseSummary, Requests } from '../../../domain/contract/requests'
import { cloudTime } from '../../../services/clock'
import { lastStanding } from '../../../services/people'
import { listQueue, openMyDesk } from '../../../services/requests-desk'
import { followTick } from '../../../services/ticks'
import { queueCard } from '../queue-card'
import type { QueueCard } from '../queue-card'

type Of = Requests['listQueue']['input']['of']
interface Chip {
  key: string
  label: string
  of: Of
  unitId: string | null
}

const MINE: Chip = { key: 'mine', label: '我办的', of: 'mine', unitId: null }
const HELPING: Chip = { key: 'helping', label: '我帮办的', of: 'helping', unitId: null }

Page({
  data: {
    state: 'loading' as PageState,
    ...{ icon: '', title: '', sentence: '', notice: '' },
    chips: [MINE] as Chip[],
    chip: MINE.key,
    ...{ official: false, intake: false, inspector: false, keepsRules: false },
    cards: [] as QueueCard[],
    more: false,
    loading: false,
  },
  cases: [] as CaseSummary[],
  shown: false,
  chosen: false,
  tick: null as { stop(): void } | null,

  onShow() {
    this.shown = true
    const inboxId = lastStanding()?.me?.inboxId
    if (inboxId) this.tick = this.tick ?? followTick(inboxId, () => this.load())
    void this.begin()
  },
  onHide() {
    this.leave()
  },
  onUnload() {
    this.leave()
  },
  leave() {
    this.shown = false
    this.tick?.stop()
    this.tick = null
  },
  async onPullDownRefresh() {
    await this.load()
    wx.stopPullDownRefresh()
  },
  async begin() {
    const [desk] = await Promise.all([openMyDesk(), this.load()])
    if (!desk.ok) return
    const { units, intake, inspector, keepsRules } = desk.data
    const own = units.map(({ unitId, name }): Chip => ({ key: unitId, label: name, of: 'unit', unitId }))
    const official = units.length > 0 || intake || inspector || keepsRules
    this.setData({ chips: [MINE, ...own, HELPING], official, intake, inspector, keepsRules })
    // Nothing is his alone: what waits for somebody of his unit is the next thing he wants to see.
    const [first] = own
    if (!this.chosen && first && this.cases.length === 0 && this.data.chip === MINE.key)
      this.turnTo(first.key)
  },
  async load() {
    const chip = this.data.chip
    const answer = await this.ask(null)
    if (chip !== this.data.chip) return
    if (answer.ok) {
      this.setData({ notice: '' })
      return this.have(answer.data.cases, answer.data.more)
    }
    if (this.cases.length > 0) return this.setData({ notice: noticeOf(answer) })
    this.setData({ icon: '', title: '', ...stateOf(answer) })
  },
  ask(after: Requests['listQueue']['input']['after']) {
    const chip = this.data.chips.find(({ key }) => key === this.data.chip) ?? MINE
    return listQueue({ of: chip.of, unitId: chip.unitId, after })
  },
  have(cases: CaseSummary[], more: boolean) {
    this.cases = cases
    const now = cloudTime()
    this.setData({ state: 'ready', cards: cases.map((each) => queueCard(each, now)), more })
  },
  async loadMore() {
    const last = this.cases.at(-1)
    if (!last || this.data.loading) return
    this.setData({ loading: true })
    const answer = await this.ask({ dueAt: last.dueAt, caseId: last.caseId })
    this.setData({ loading: false })
    if (!answer.ok) return void wx.showToast({ title: '没有加载出来，再点一次', icon: 'none' })
    this.have([...this.cases, ...answer.data.cases], answer.data.more)
  },
  act() {
    this.setData({ state: 'loading' })
    void this.begin()
  },
  choose(event: WechatMiniprogram.TouchEvent) {
    const { key } = event.currentTarget.dataset as { key: string }
    this.chosen = true
    if (key !== this.data.chip) this.turnTo(key)
  },
  turnTo(key: string) {
    this.cases = []
    this.setData({ chip: key, state: 'loading', cards: [], more: false })
    void this.load()
  },
  open(event: WechatMiniprogram.TouchEvent) {
    const { id } = event.currentTarget.dataset as { id: string }
    wx.navigateTo({ url: `/packages/requests/case/case?caseId=${id}` })
  },
  go(event: WechatMiniprogram.TouchEvent) {
    const { page } = event.currentTarget.dataset as { page: string }
    wx.navigateTo({ url: `/packages/requests/${page}/${page}` })
  },
})
