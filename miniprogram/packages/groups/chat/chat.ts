/** A conversation. What is shown as sent has been confirmed by the cloud; what waits says so. */
import type { Answer } from '../../../domain/contract/envelope'
import type { MentionView, MessageView } from '../../../domain/contract/groups'
import { stateOf } from '../../../components/page-state/states'
import type { PageState } from '../../../components/page-state/states'
import { phoneTime } from '../../../services/clock'
import { isPassing } from '../../../services/cloud'
import { lineOf } from '../../../services/groups'
import { waitingIn } from '../../../services/outbox'
import type { WaitingCall } from '../../../services/waiting-calls'
import { mentionsIn } from './mentions'
import type { Mentions } from './mentions'
import { conversationReader } from './reader'
import type { Reader } from './reader'
import type { Row } from './rows'
import { waitingMessages } from './waiting'
import type { Refusal, WaitingMessages } from './waiting'

const CLOCK_MS = 20_000
/** How many pages back it looks for the message it was opened for. */
const LOOK_BACK = 8

type Answered = { messageId: string; senderName: string; text: string }
type Composer = {
  answer(answers: Answered): void
  pick(event: { detail: { personId: string; name: string } }): void
  rewrite(text: string, asked: { personId: string; name: string }[], answers: Answered | null): void
}
type List = {
  show(messages: MessageView[], waiting: Row[]): void
  goTo(messageId: string): void
  goToEnd(): void
}

Page({
  data: {
    state: 'loading' as PageState,
    title: '',
    sentence: '',
    action: '',
    group: false,
    trouble: '',
    conversationId: '',
    meId: '',
    now: 0,
    busy: false,
    stepsVisible: false,
    steps: {} as Partial<MentionView>,
    sheet: '' as '' | 'consent' | 'phone',
  },

  reader: null as unknown as Reader,
  target: { messageId: '', answer: false },
  /** Whom it was opened to ask, from his card. */
  askFor: null as { personId: string; name: string } | null,
  mentions: null as unknown as Mentions,
  waiting: null as unknown as WaitingMessages,
  loadingEarlier: false,
  shown: false,
  clock: 0 as unknown as ReturnType<typeof setInterval>,

  onLoad(options: {
    conversationId?: string
    messageId?: string
    answer?: string
    ask?: string
    askName?: string
  }) {
    const conversationId = options.conversationId ?? ''
    this.target = { messageId: options.messageId ?? '', answer: options.answer === '1' }
    const { ask, askName = '' } = options
    this.askFor = ask ? { personId: ask, name: decodeURIComponent(askName) } : null
    this.reader = conversationReader(
      conversationId,
      () => this.showMessages(),
      (refusal) => this.showTrouble(refusal),
    )
    this.mentions = mentionsIn(this.reader)
    this.waiting = waitingMessages(conversationId, (call, answer) => this.heard(call, answer))
    this.setData({ conversationId })
  },
  onShow() {
    this.shown = true
    this.clock = setInterval(() => this.setData({ now: phoneTime() }), CLOCK_MS)
    if (this.reader.conversation) this.reader.follow()
    else void this.open()
  },
  onHide() {
    this.rest()
  },
  onUnload() {
    this.rest()
    this.waiting.stop()
  },
  rest() {
    this.shown = false
    this.reader.rest()
    clearInterval(this.clock)
  },

  async open() {
    const refusal = await this.reader.open()
    if (refusal) return this.refuse(refusal)
    const { name, memberCount, kind, me } = this.reader.conversation!
    wx.setNavigationBarTitle({ title: kind === 'group' ? `${name}（${memberCount}）` : name })
    this.setData({ state: 'ready', group: kind === 'group', meId: me.personId, now: phoneTime() }, () => {
      this.showMessages()
      this.list()?.goToEnd()
      if (this.target.messageId) void this.goToTarget()
      if (this.askFor) this.ask(this.askFor)
      if (this.shown) this.reader.follow()
    })
  },
  /** Puts an @ into what is being written. Called by a member's card too, when this page lies below it. */
  ask(person: { personId: string; name: string }) {
    this.composer()?.pick({ detail: person })
  },
  openRoster() {
    wx.navigateTo({ url: `/packages/groups/roster/roster?conversationId=${this.data.conversationId}` })
  },
  act() {
    if (this.data.state === 'consent') return this.setData({ sheet: 'consent' })
    if (this.data.state === 'forbidden') return wx.navigateTo({ url: '/packages/groups/unsent/unsent' })
    this.setData({ state: 'loading' })
    void this.open()
  },

  /** The message it was opened for, with the answer prepared. */
  async goToTarget() {
    const { messageId, answer } = this.target
    for (let page = 0; page < LOOK_BACK && !this.find(messageId); page += 1) {
      if ((await this.reader.loadEarlier()) === 0) break
    }
    if (!this.find(messageId)) return say('那条消息比较早，请往上翻着找')
    this.list()?.goTo(messageId)
    if (answer) this.answerTo(messageId)
  },
  find(messageId: string): MessageView | undefined {
    return this.reader.messages.find((message) => message.messageId === messageId)
  },
  list(): List | null {
    return this.selectComponent('#list') as unknown as List | null
  },
  composer(): Composer | null {
    return this.selectComponent('#composer') as unknown as Composer | null
  },

  showMessages() {
    if (this.data.state !== 'ready') return
    this.list()?.show(this.reader.messages, this.waiting.rows())
    // A clock older than the newest message would promise a minute too many.
    this.setData({ now: phoneTime() })
  },
  /** What was written and did not go out is still there, and is found from here. */
  refuse(refusal: Refusal) {
    const kept = waitingIn(lineOf(this.data.conversationId)).length > 0
    const state = stateOf(refusal)
    const action = kept && state.state === 'forbidden' ? '看看没发出的话' : ''
    this.setData({ trouble: '', action, ...state })
  },
  showTrouble(refusal: Refusal | null) {
    // Such as removed from the group while reading: what is on screen is no longer his to read.
    if (refusal && !isPassing(refusal.code)) return this.refuse(refusal)
    const trouble = refusal ? '暂时连不上，正在再试，写的内容会留着' : ''
    if (trouble !== this.data.trouble) this.setData({ trouble })
  },
  onEnd() {
    this.reader.showed()
  },
  async onEarlier() {
    if (this.loadingEarlier || !this.reader.earlier) return
    this.loadingEarlier = true
    await this.reader.loadEarlier()
    this.loadingEarlier = false
  },

  heard(call: WaitingCall, answer: Answer | null) {
    if (answer?.ok) return this.reader.take([(answer.data as { message: MessageView }).message])
    if (answer && call.refusal) this.openSheetFor(answer.code)
    this.showMessages()
  },
  /** @returns true when something has to be done before it can be sent */
  openSheetFor(code: Refusal['code']): boolean {
    if (code === 'CONSENT_NEEDED' || code === 'CONSENT_OUTDATED') this.setData({ sheet: 'consent' })
    else if (code === 'PHONE_NEEDED') this.setData({ sheet: 'phone' })
    else return false
    return true
  },
  /** What waited goes out by itself once agreed or verified; a page that could not open tries again. */
  sheetDone() {
    this.setData({ sheet: '' })
    if (!this.reader.conversation) void this.open()
  },
  closeSheet() {
    this.setData({ sheet: '' })
  },
  sent() {
    this.list()?.goToEnd()
  },
  retry(event: WechatMiniprogram.CustomEvent<{ id: string }>) {
    const call = this.waiting.find(event.detail.id)
    if (call && !(call.refusal && this.openSheetFor(call.refusal.code))) this.waiting.retry(call.id)
  },
  edit(event: WechatMiniprogram.CustomEvent<{ id: string }>) {
    const written = this.waiting.written(event.detail.id)
    if (!written) return
    // First there, then gone here: a phone killed between the two has it twice rather than never.
    const { text, asked, answersId } = written
    this.composer()?.rewrite(text, asked, answersId ? this.answered(answersId) : null)
    this.waiting.drop(event.detail.id)
  },

  openSteps(event: WechatMiniprogram.CustomEvent<{ obligationId: string }>) {
    const steps = this.mentions.find(event.detail.obligationId)
    if (steps) this.setData({ steps, stepsVisible: true, now: phoneTime() })
  },
  closeSteps() {
    this.setData({ stepsVisible: false })
  },
  see(event: WechatMiniprogram.CustomEvent<{ obligationId: string }>) {
    void this.mentions.see(event.detail.obligationId)
  },
  async acknowledge(event: WechatMiniprogram.CustomEvent<{ obligationId: string }>) {
    if (this.data.busy) return
    this.setData({ busy: true, stepsVisible: false })
    const trouble = await this.mentions.acknowledge(event.detail.obligationId)
    this.setData({ busy: false })
    if (trouble) say(trouble)
  },
  answerBubble(event: WechatMiniprogram.CustomEvent<{ messageId: string }>) {
    this.answerTo(event.detail.messageId)
  },
  answerSteps(event: WechatMiniprogram.CustomEvent<{ obligationId: string }>) {
    this.closeSteps()
    const asking = this.mentions.messageOf(event.detail.obligationId)
    if (asking) this.answerTo(asking.messageId)
  },
  answerTo(messageId: string) {
    this.composer()?.answer(this.answered(messageId))
  },
  answered(messageId: string): Answered {
    const message = this.find(messageId)
    return { messageId, senderName: message?.senderName ?? '', text: message?.text ?? '前面的一条' }
  },
})

function say(title: string) {
  wx.showToast({ title, icon: 'none', duration: 3000 })
}
