/** 提诉求: written once, kept with every letter, handed to the outbox. What comes of it is shown in the same place. */
import { stateOf } from '../../../components/page-state/states'
import type { PageState } from '../../../components/page-state/states'
import type { CasePlace } from '../../../domain/cases'
import { emergencyIn } from '../../../domain/emergencies'
import type { EmergencyNumber } from '../../../domain/emergencies'
import { keepCaseDraft, keepCaseDraftNow, newCaseDraft, readCaseDraft } from '../../../services/case-draft'
import type { CaseDraft } from '../../../services/case-draft'
import { cloudTime } from '../../../services/clock'
import { isPassing } from '../../../services/cloud'
import type { DraftPicture } from '../../../services/drafts'
import { askForMentionNotice } from '../../../services/notices'
import { dropCall, onOutbox } from '../../../services/outbox'
import { lastForm, openForm, raiseCase, waitingCases } from '../../../services/requests'
import type { CaseForm } from '../../../services/requests'
import type { WaitingCall } from '../../../services/waiting-calls'
import { handedIn } from './handed-in'
import type { HandedIn } from './handed-in'
import { kindsOf } from './kinds'
import { missingIn } from './missing'

const NO_CHOICES: CaseForm = { topics: [], name: '', organisation: '', phoneVerified: false, dutyPhone: '' }
/** 火警, 急救, 报警: what 急事 offers before it is written on. */
const ALL_NUMBERS = emergencyIn('火灾')!.numbers

Page({
  data: {
    state: 'loading' as PageState,
    ...{ sentence: '', title: '', kinds: kindsOf(), topics: [] as CaseForm['topics'], dutyPhone: '' },
    ...{ text: '', topicId: '', kind: '' as CaseDraft['kind'], place: null as CasePlace | null },
    ...{ pictures: [] as DraftPicture[], name: '', organisation: '' },
    /** As the field of duplicates knows it: not with every letter. */
    written: '',
    problem: '',
    numbers: [] as EmergencyNumber[],
    /** What the sheet's button does next. */
    onward: '' as '' | 'write' | 'send',
    sent: null as HandedIn | null,
    sheet: '' as '' | 'phone' | 'consent',
  },

  draft: newCaseDraft(),
  callId: '',
  stopListening: null as (() => void) | null,

  onLoad() {
    const kept = readCaseDraft()
    // A phone killed right after handing in still has the draft; its id is spent.
    const spent = waitingCases().some(({ id }) => id === kept.draftId)
    this.draft = spent ? newCaseDraft() : kept
    this.stopListening = onOutbox((call, answer) => {
      if (call.id === this.callId) this.showSent(call, answer)
    })
    void this.load()
  },
  onUnload() {
    this.stopListening?.()
  },

  async load() {
    const before = lastForm()
    if (before) this.offer(before)
    const answer = await openForm()
    if (answer.ok) return this.offer(answer.data)
    // Without a network one may write all the same; what is asked for comes later.
    if (isPassing(answer.code)) return before ? undefined : this.offer(NO_CHOICES)
    if (answer.code === 'CONSENT_NEEDED' || answer.code === 'CONSENT_OUTDATED')
      return this.setData({ state: 'consent', sheet: 'consent' })
    this.setData({ title: '', ...stateOf(answer) })
  },
  offer({ topics, dutyPhone, limits, name, organisation }: CaseForm) {
    const { draft } = this
    const first = this.data.state !== 'ready'
    this.setData({ state: 'ready', topics, dutyPhone, kinds: kindsOf(limits) })
    if (!first) return
    const { text, topicId, kind, place, pictures } = draft
    this.setData({
      ...{ text, written: text, topicId, kind, place, pictures },
      ...{ name: draft.name ?? name, organisation: draft.organisation ?? organisation },
    })
  },
  act() {
    if (this.data.state === 'consent') return this.setData({ sheet: 'consent' })
    this.setData({ state: 'loading' })
    void this.load()
  },

  change(part: Partial<CaseDraft>) {
    this.draft = { ...this.draft, ...part }
    keepCaseDraft(this.draft)
    if (this.data.problem) this.setData({ problem: '' })
  },
  /** The text itself is not set again: that would move the cursor. */
  typed(event: WechatMiniprogram.CustomEvent<{ value: string }>) {
    this.change({ text: event.detail.value })
  },
  left() {
    this.setData({ written: this.draft.text })
  },
  called(event: WechatMiniprogram.CustomEvent<{ value: string }>) {
    const { field } = event.currentTarget.dataset as { field: 'name' | 'organisation' }
    this.change({ [field]: event.detail.value })
  },
  pickTopic(event: WechatMiniprogram.TouchEvent) {
    const { id: topicId } = event.currentTarget.dataset as { id: string }
    this.change({ topicId })
    this.setData({ topicId })
  },
  pickKind(event: WechatMiniprogram.TouchEvent) {
    const { kind } = event.currentTarget.dataset as { kind: CaseDraft['kind'] }
    this.change({ kind })
    this.setData({ kind })
    if (kind === 'urgent') this.setData({ numbers: ALL_NUMBERS, onward: 'write' })
  },
  pickPlace() {
    wx.chooseLocation({
      success: ({ name, address, latitude, longitude }) => {
        const place = {
          latitude,
          longitude,
          address: [address, name].filter(Boolean).join(' ').slice(0, 100),
        }
        this.change({ place })
        this.setData({ place })
      },
      fail: () => undefined, // Put off, or not allowed: the place can stand in the words.
    })
  },
  dropPlace() {
    this.change({ place: null })
    this.setData({ place: null })
  },
  pictured(event: WechatMiniprogram.CustomEvent<{ pictures: DraftPicture[] }>) {
    const { pictures } = event.detail
    this.change({ pictures })
    keepCaseDraftNow(this.draft)
    this.setData({ pictures })
  },

  submit() {
    if (this.data.topics.length === 0) void this.load()
    const problem = missingIn(this.draft)
    if (problem) return this.setData({ problem })
    const emergency = emergencyIn(this.draft.text)
    if (emergency) return this.setData({ numbers: emergency.numbers, onward: 'send' })
    this.handIn()
  },
  goOn() {
    const { onward } = this.data
    this.closeNumbers()
    if (onward === 'send') this.handIn()
  },
  closeNumbers() {
    this.setData({ numbers: [], onward: '' })
  },
  handIn() {
    const { draftId, text, topicId, kind, place, pictures, name, organisation } = this.draft
    try {
      this.callId = draftId
      const call = raiseCase({
        ...{ draftId, text: text.trim(), topicId, kind: kind || 'ordinary', place, photos: pictures },
        name: (name ?? this.data.name).trim(),
        organisation: (organisation ?? this.data.organisation).trim(),
      })
      this.showSent(call, null)
    } catch {
      return this.setData({ problem: '手机存储满了，内容还在，清理一下再交' })
    }
    this.draft = newCaseDraft()
    keepCaseDraftNow(this.draft)
  },
  showSent(call: WaitingCall, answer: Parameters<typeof handedIn>[1]) {
    const sent = handedIn(call, answer, cloudTime())
    this.setData({ sent, sheet: sent.sheet })
  },

  openSheet() {
    this.setData({ sheet: this.data.sent?.sheet ?? '' })
  },
  closeSheet() {
    this.setData({ sheet: '' })
  },
  agreed() {
    this.closeSheet()
    if (this.data.state === 'consent') this.act()
  },
  /** Back to what was written, as a new draft: the cloud may remember the old id. */
  rewrite() {
    const call = waitingCases().find(({ id }) => id === this.callId)
    if (!call || !dropCall(call.id)) return
    const { text, topicId, kind, place, name, organisation, pictures } = { ...this.draft, ...this.data }
    this.draft = { ...newCaseDraft(), topicId, kind, place, name, organisation, pictures }
    this.draft.text = (call.input as { text: string }).text || text
    keepCaseDraftNow(this.draft)
    this.setData({ sent: null, text: this.draft.text })
  },
  /** WeChat asks by itself, and only within the tap. */
  tellMe() {
    void askForMentionNotice()
  },
  openCase() {
    wx.redirectTo({ url: `/packages/requests/case/case?caseId=${this.data.sent?.caseId ?? ''}` })
  },
  back() {
    wx.switchTab({ url: '/pages/requests/requests' })
  },
})
