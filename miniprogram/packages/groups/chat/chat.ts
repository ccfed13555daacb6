/** A conversation. What is shown as sent has been confirmed by the cloud; what waits says so. */
import type { Answer } from '../../../domain/contract/envelope'
import type { Conversation, MentionView, PinnedNotice } from '../../../domain/contract/groups'
import type { Messages } from '../../../domain/contract/groups/messages'
import { HEAD_ROLE } from '../../../domain/roles'
import { stateOf } from '../../../components/page-state/states'
import type { PageState } from '../../../components/page-state/states'
import { cloudTime } from '../../../services/clock'
import { isPassing } from '../../../services/cloud'
import { lineOf } from '../../../services/groups'
import { waitingIn } from '../../../services/outbox'
import type { WaitingCall } from '../../../services/waiting-calls'
import { mentionsIn } from './mentions'
import type { Mentions } from './mentions'
import { openMenu } from './message-menu'
import type { Composer, List, RaiseSheet, ReportSheet, Steps } from './parts'
import { openedFor } from './opened'
import type { Opened } from './opened'
import { picturesIn } from './pictures'
import type { Pictures } from './pictures'
import { say } from './say'
import { shareOf } from './share'
import { placesIn } from './places'
import type { Places } from './places'
import { conversationReader } from './reader'
import type { Reader } from './reader'
import { sheetFor, waitingMessages } from './waiting'
import type { Refusal, WaitingMessages } from './waiting'

const CLOCK_MS = 20_000

type OfMention = WechatMiniprogram.CustomEvent<{ obligationId: string }>

Page({
  data: {
    state: 'loading' as PageState,
    sentence: '',
    action: '',
    group: false,
    trouble: '',
    conversationId: '',
    meId: '',
    now: 0,
    busy: false,
    sheet: '' as '' | 'consent' | 'phone',
    head: false,
    conversation: {} as Partial<Conversation>,
    pinned: null as PinnedNotice | null,
    unread: { count: 0, firstId: '', askId: '' },
    /** The @ that a notice told of, as long as 收到 is not said. */
    owed: {} as Partial<MentionView>,
  },

  reader: null as unknown as Reader,
  opened: null as unknown as Opened,
  mentions: null as unknown as Mentions,
  places: null as unknown as Places,
  waiting: null as unknown as WaitingMessages,
  pictures: null as unknown as Pictures,
  shown: false,
  clock: 0 as unknown as ReturnType<typeof setInterval>,

  onLoad(options: Record<string, string | undefined>) {
    this.opened = openedFor(options)
    const { conversationId } = this.opened
    this.reader = conversationReader(
      conversationId,
      () => this.showMessages(),
      (refusal) => this.showTrouble(refusal),
    )
    this.mentions = mentionsIn(this.reader)
    this.places = placesIn(this.reader, () => this.list())
    this.pictures = picturesIn(conversationId, (urls) => this.list()?.showPictures(urls))
    this.waiting = waitingMessages(conversationId, (call, answer) => this.heard(call, answer))
    this.setData({ conversationId })
  },
  onShow() {
    this.shown = true
    this.clock = setInterval(() => this.setData({ now: cloudTime() }), CLOCK_MS)
    if (this.reader.conversation) this.reader.follow()
    else void this.open()
  },
  onHide() {
    this.shown = false
    this.reader.rest()
    clearInterval(this.clock)
  },
  onUnload() {
    this.onHide()
    this.waiting.stop()
  },

  async open() {
    const refusal = await this.reader.open()
    if (refusal) return this.refuse(refusal)
    const conversation = this.reader.conversation!
    const { name, memberCount, kind, me } = conversation
    const group = kind === 'group'
    wx.setNavigationBarTitle({ title: group ? `${name}（${memberCount}）` : name })
    const head = me.role === HEAD_ROLE
    this.setData({ state: 'ready', conversation, group, head, meId: me.personId, now: cloudTime() }, () => {
      // Said once, at the start: what comes later is told at the bottom.
      this.setData({ unread: this.places.unread() })
      this.showMessages()
      this.list()?.goToEnd()
      if (this.opened.messageId) void this.goToTarget()
      if (this.opened.ask) this.ask(this.opened.ask)
      if (this.shown) this.reader.follow()
    })
  },
  /** Puts an @ into what is being written. Called by a member's card too, when this page lies below it. */
  ask(person: { personId: string; name: string }) {
    this.composer()?.pick({ detail: { kind: 'person', id: person.personId, name: person.name } })
  },
  act() {
    if (this.data.state === 'consent') return this.setData({ sheet: 'consent' })
    if (this.data.state === 'forbidden') return wx.navigateTo({ url: '/packages/groups/unsent/unsent' })
    this.setData({ state: 'loading' })
    void this.open()
  },

  /** The message it was opened for, with the answer prepared. */
  async goToTarget() {
    const { messageId, answer } = this.opened
    if ((await this.places.goTo(messageId)) && answer) this.answerTo(messageId)
  },
  goToUnread() {
    this.setData({ 'unread.count': 0 })
    void this.places.goToUnread()
  },
  goToAsk() {
    void this.places.goTo(this.data.unread.askId)
    this.setData({ 'unread.askId': '' })
  },
  openPinned() {
    void this.places.goTo(this.data.pinned!.messageId)
  },
  async openMenu(event: WechatMiniprogram.CustomEvent<{ messageId: string }>) {
    const message = this.places.find(event.detail.messageId)
    const { conversation } = this.reader
    if (!message || !conversation) return
    const quote = () => this.answerTo(message.messageId)
    const report = () => this.report(message.messageId)
    say(await openMenu(message, { me: conversation.me, now: cloudTime(), quote, report }))
  },
  /** Without a message the other of a private chat: which of his is asked then. */
  report(messageId: string | object) {
    const sheet = this.selectComponent('#report') as unknown as ReportSheet | null
    sheet?.open(this.reader.messages, typeof messageId === 'string' ? messageId : '')
  },
  list(): List | null {
    return this.selectComponent('#list') as unknown as List | null
  },
  steps(): Steps | null {
    return this.selectComponent('#steps') as unknown as Steps | null
  },
  composer(): Composer | null {
    return this.selectComponent('#composer') as unknown as Composer | null
  },

  showMessages() {
    if (this.data.state !== 'ready') return
    this.list()?.show(this.reader.messages, this.waiting.rows())
    this.steps()?.refresh((obligationId) => this.mentions.find(obligationId))
    void this.pictures.load(this.reader.messages)
    const { messageId, answer } = this.opened
    const owed: Partial<MentionView> = (!answer && this.mentions.toAcknowledge(messageId)) || {}
    if (owed.obligationId !== this.data.owed.obligationId) this.setData({ owed })
    const { pinned } = this.reader
    if (pinned?.messageId !== this.data.pinned?.messageId) this.setData({ pinned })
    // A clock older than the newest message would promise a minute too many.
    this.setData({ now: cloudTime() })
  },
  /** What was written and did not go out is still there, and is found from here. */
  refuse(refusal: Refusal) {
    const kept = waitingIn(lineOf(this.data.conversationId)).length > 0
    const state = stateOf(refusal)
    this.setData({
      trouble: '',
      action: kept && state.state === 'forbidden' ? '看看没发出的话' : '',
      ...state,
    })
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
  onEarlier() {
    void this.places.loadEarlier()
  },

  heard(call: WaitingCall, answer: Answer | null) {
    if (answer?.ok) {
      const { message, leftInPeace } = answer.data as Messages['sendMessage']['output']
      if (leftInPeace > 0) say(`已发出。${leftInPeace} 家企业本月通知已满，没有打扰`)
      return this.reader.take([message])
    }
    if (answer && call.refusal) this.openSheetFor(answer.code)
    this.showMessages()
  },
  /** @returns true when something has to be done before it can be sent */
  openSheetFor(code: Refusal['code']): boolean {
    const sheet = sheetFor(code)
    if (sheet) this.setData({ sheet })
    return sheet !== ''
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
    const answers = written.answersId ? this.places.quoted(written.answersId) : null
    this.composer()?.rewrite(written, answers)
    this.waiting.drop(event.detail.id)
  },

  onShareAppMessage(event: WechatMiniprogram.Page.IShareAppMessageOption) {
    return shareOf(event)
  },
  openSteps({ detail: { obligationId } }: OfMention) {
    const mention = this.mentions.find(obligationId)
    if (mention) this.steps()?.open(mention, this.mentions.messageOf(obligationId))
  },
  see({ detail: { obligationId } }: OfMention) {
    void this.mentions.see(obligationId)
  },
  acknowledge({ detail: { obligationId } }: OfMention) {
    const mention = this.mentions.find(obligationId)
    if (mention) this.steps()?.run('acknowledge', mention, this.mentions.messageOf(obligationId))
  },
  raise({ detail: { obligationId } }: OfMention) {
    const mention = this.mentions.find(obligationId)
    const message = this.places.find(this.mentions.messageOf(obligationId))
    const sheet = this.selectComponent('#raise') as unknown as RaiseSheet | null
    if (mention && message) sheet?.open(mention, message)
  },
  moving({ detail: { obligationId } }: OfMention) {
    this.setData({ busy: obligationId !== '' })
  },
  moved(event: WechatMiniprogram.CustomEvent<{ mention: MentionView | null }>) {
    const { mention } = event.detail
    if (mention) this.reader.takeMention(mention)
  },
  answerBubble(event: WechatMiniprogram.CustomEvent<{ messageId: string }>) {
    this.answerTo(event.detail.messageId)
  },
  answerTo(messageId: string) {
    this.composer()?.answer(this.places.quoted(messageId), this.mentions.owes(messageId))
  },
})
