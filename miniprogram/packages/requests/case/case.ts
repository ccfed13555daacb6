/** One case. For who asked: how it stands, who has it, until when, and the one thing to do; for staff what they do with it. */
import { noticeOf, stateOf } from '../../../components/page-state/states'
import type { PageState } from '../../../components/page-state/states'
import type { Answer } from '../../../domain/contract/envelope'
import type { CaseView, Moved } from '../../../domain/contract/requests'
import type { CasePhotoLink } from '../../../domain/contract/requests/photos'
import { sentenceFor } from '../../../domain/errors'
import { cloudTime } from '../../../services/clock'
import { isPassing } from '../../../services/cloud'
import { onOutbox } from '../../../services/outbox'
import { askStanding, lastStanding } from '../../../services/people'
import {
  confirmCase,
  forgetCase,
  lastCase,
  moveWithWords,
  openCase,
  photoLinks,
  rateCase,
  urgeCase,
} from '../../../services/requests'
import { shareCase, showCaseInChat } from '../../../services/requests-doors'
import { followTick } from '../../../services/ticks'
import { faceOf } from './face'
import type { CaseAct, CaseFace } from './face'
import { SHEETS } from './sheets'
import type { SheetWords, WordsSheet } from './sheets'

/** Links end after ten minutes. */
const LINKS_GOOD_MS = 9 * 60_000
const CLOCK_MS = 60_000
/** What may be done besides, and is not pressed upon anybody. */
const QUIET: Partial<Record<CaseAct, string>> = {
  urge: '催一下',
  withdraw: '撤回这一件',
  share: '答复给群里的人也看看',
  rate: '评价一下',
}

Page({
  data: {
    state: 'loading' as PageState,
    ...{ title: '', sentence: '', notice: '' },
    caseId: '',
    view: null as CaseView | null,
    face: null as CaseFace | null,
    links: [] as CasePhotoLink[],
    sheet: '' as '' | WordsSheet,
    words: SHEETS.dispute as SheetWords,
    rating: false,
    quiet: QUIET,
    consent: false,
    busy: false,
  },

  shown: false,
  linkedAt: 0,
  linkedOf: -1,
  tick: null as { stop(): void } | null,
  stopListening: null as (() => void) | null,
  clock: 0 as unknown as ReturnType<typeof setInterval>,

  onLoad(options: { caseId?: string }) {
    this.setData({ caseId: options.caseId ?? '' })
  },
  onShow() {
    this.shown = true
    this.stopListening = onOutbox((call, answer) => {
      if (answer?.ok && call.area === 'requests') void this.load()
    })
    this.clock = setInterval(() => this.data.view && this.show(this.data.view), CLOCK_MS)
    void this.follow()
  },
  onHide() {
    this.leave()
  },
  onUnload() {
    this.leave()
  },
  leave() {
    this.shown = false
    this.stopListening?.()
    this.tick?.stop()
    this.tick = null
    clearInterval(this.clock)
  },
  async onPullDownRefresh() {
    await this.load()
    wx.stopPullDownRefresh()
  },

  /** Also opened by a push, before anything else of the app was. */
  async follow() {
    const standing =
      lastStanding() ?? (await askStanding().then((answer) => (answer.ok ? answer.data : null)))
    const inboxId = standing?.me?.inboxId
    if (!inboxId) return void (await this.load())
    if (this.shown) this.tick = this.tick ?? followTick(inboxId, () => this.load())
  },
  async load() {
    const { caseId } = this.data
    const answer = await openCase(caseId)
    if (answer.ok) return this.have(answer.data.case)
    const before = isPassing(answer.code) ? (this.data.view ?? lastCase(caseId)) : null
    if (before) {
      this.setData({ notice: noticeOf(answer) })
      return this.show(before)
    }
    this.setData({ view: null, face: null })
    if (answer.code !== 'NOT_FOUND') return this.setData({ title: '', ...stateOf(answer) })
    forgetCase(caseId)
    this.setData({
      ...{ state: 'forbidden', title: '看不到这一件' },
      sentence: '只有提的人和办的人看得到。是你提的，请用当时的微信打开。',
    })
  },
  have(view: CaseView) {
    this.setData({ notice: '' })
    this.show(view)
    void this.link(view)
  },
  show(view: CaseView) {
    this.setData({ state: 'ready', view, face: faceOf(view, cloudTime()) })
  },
  async link(view: CaseView) {
    const now = cloudTime()
    const some = [view.photos, view.answer?.photos ?? [], ...view.steps.map(({ photos }) => photos)]
    if (some.every((photos) => photos.length === 0)) return
    const waits = this.data.links.some(({ state }) => state === 'checking')
    if (this.linkedOf === view.revision && !waits && now - this.linkedAt < LINKS_GOOD_MS) return
    const answer = await photoLinks(view.caseId)
    if (!answer.ok) return
    this.linkedAt = now
    this.linkedOf = view.revision
    this.setData({ links: answer.data.photos })
  },
  act() {
    if (this.data.state === 'consent') return this.setData({ consent: true })
    if (this.data.state === 'forbidden') return wx.switchTab({ url: '/pages/requests/requests' })
    this.setData({ state: 'loading' })
    void this.load()
  },
  closeConsent() {
    this.setData({ consent: false })
  },
  agreed() {
    this.closeConsent()
    void this.follow()
  },

  tapped(event: WechatMiniprogram.TouchEvent) {
    const { act } = event.currentTarget.dataset as { act: CaseAct }
    if (act === 'urge') return void this.move(() => urgeCase(this.data.caseId), '催了，单位看得到')
    if (act === 'share') return this.share()
    if (act === 'rate') return this.setData({ rating: true })
    if (act === 'dispute' || act === 'contest' || act === 'withdraw')
      this.setData({ sheet: act, words: SHEETS[act] })
  },
  share() {
    wx.showModal({
      title: '给群里的人也看看？',
      content: '群里的人能读到答复，你和单位之间别的话不给看。给人看过，就收不回了。',
      confirmText: '公开',
      success: ({ confirm }) =>
        confirm && void this.move(() => shareCase(this.data.caseId), '群里的人看得到了'),
    })
  },
  solved() {
    this.setData({ rating: true })
  },
  unsolved() {
    this.setData({ sheet: 'dispute', words: SHEETS.dispute })
  },
  closeSheet() {
    this.setData({ sheet: '', rating: false })
  },
  rated(event: WechatMiniprogram.CustomEvent<{ rating: Parameters<typeof confirmCase>[1] }>) {
    const { caseId, view } = this.data
    const { rating } = event.detail
    if (view?.state !== 'closed') return void this.move(() => confirmCase(caseId, rating), '谢谢，办结了')
    if (rating) void this.move(() => rateCase(caseId, rating), '谢谢')
  },
  said(event: WechatMiniprogram.CustomEvent<{ words: string }>) {
    const { sheet, caseId } = this.data
    if (sheet) void this.move(() => moveWithWords(SHEETS[sheet].move, caseId, event.detail.words), '记下了')
  },
  /** One at a time; the sheet closes, and what is typed goes, only when the cloud has it. */
  async move(call: () => Promise<Answer<Moved>>, done: string) {
    if (this.data.busy) return
    this.setData({ busy: true })
    const answer = await call()
    this.setData({ busy: false })
    if (!answer.ok) {
      const offline = answer.code === 'OFFLINE' ? '现在没有网络，还没有记上，连上再点一次' : ''
      say(offline || sentenceFor(answer.code, answer.facts))
      if (answer.code === 'MOVE_REFUSED') void this.load()
      return
    }
    this.closeSheet()
    say(done)
    this.have(answer.data.case)
    this.showInChat()
  },
  /** The timer does the same within the minute. */
  showInChat() {
    const chat = this.data.view?.chat
    if (chat) void showCaseInChat(chat.obligationId)
  },
  /** Staff have done something with it. */
  moved(event: WechatMiniprogram.CustomEvent<{ case?: CaseView }>) {
    if (event.detail.case) this.have(event.detail.case)
    else void this.load()
    this.showInChat()
  },
  openOther() {
    const caseId = this.data.view?.mergedInto?.caseId
    if (caseId) wx.redirectTo({ url: `/packages/requests/case/case?caseId=${caseId}` })
  },
  openPlace() {
    const place = this.data.view?.place
    if (place) wx.openLocation({ ...place, fail: () => undefined })
  },
})

function say(title: string) {
  wx.showToast({ title, icon: 'none', duration: 3000 })
}
