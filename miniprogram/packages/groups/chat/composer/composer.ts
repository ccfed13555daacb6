/**
 * Where a message is written: the text, whom it asks, what it answers. Every letter is kept on the phone until the outbox
 * has the message; the event `sent` says that it has. The page may call `answer` and `rewrite`.
 */
import { emergencyIn } from '../../../../domain/emergencies'
import type { EmergencyNumber } from '../../../../domain/emergencies'
import { sentenceFor } from '../../../../domain/errors'
import { MENTIONS_MAX, PICTURES_MAX, TEXT_MAX } from '../../../../domain/messages'
import { choosePictures } from '../../../../services/choose-pictures'
import { cloudTime } from '../../../../services/clock'
import { keepDraft, keepDraftNow, newDraft, readDraft } from '../../../../services/drafts'
import type { Draft } from '../../../../services/drafts'
import { dropFile } from '../../../../services/files'
import { lineOf, sendMessage } from '../../../../services/groups'
import { lastAsking, openAsking } from '../../../../services/groups/asking'
import { waitingIn } from '../../../../services/outbox'
import { nightOffer } from '../asked-bar/night'
import type { NightOffer } from '../asked-bar/night'
import { messageOf } from './message-of'
import { QUICK_REPLIES } from './quick-replies'
import { typedMention } from './typed-mention'

Component({
  properties: {
    conversationId: { type: String, value: '' },
    meId: { type: String, value: '' },
    /** In a private chat nobody is asked by @. */
    group: { type: Boolean, value: true },
    /** The writer is 群主: he may tell everybody. */
    head: { type: Boolean, value: false },
    /** The moment it is looked at, in ms: whether it is night. */
    now: { type: Number, value: 0 },
  },
  data: {
    text: '',
    asked: [] as Draft['asked'],
    askEach: false,
    noAnswerNeeded: false,
    night: null as NightOffer | null,
    /** What was chosen for this message; remembered for no other. */
    wait: '' as '' | 'morning' | 'now',
    /** The numbers to dial, shown before a message with such words goes. */
    emergency: [] as EmergencyNumber[],
    dutyPhone: '',
    pictures: [] as Draft['pictures'],
    answers: null as Draft['answers'],
    quick: [] as string[],
    toAll: false,
    focus: false,
    picking: false,
  },
  lifetimes: {
    attached() {
      const { conversationId } = this.data
      const kept = drafts.get(conversationId) ?? readDraft(conversationId)
      // A phone killed right after sending still has the text here as well; its id is spent.
      const sent = waitingIn(lineOf(conversationId)).some((call) => call.id === kept.draftId)
      this.show(sent ? newDraft() : kept)
    },
  },
  observers: {
    now() {
      this.seeNight()
    },
  },
  methods: {
    /** Makes what is written the answer to a message. */
    answer(answers: NonNullable<Draft['answers']>, owed: boolean) {
      this.change({ answers })
      this.setData({ answers, quick: owed ? QUICK_REPLIES : [], focus: true })
    },
    reply(event: WechatMiniprogram.TouchEvent) {
      const { words } = event.currentTarget.dataset as { words: string }
      const begun = this.draft().text
      const text = begun ? `${begun}\n${words}` : words
      this.change({ text })
      this.setData({ text, quick: [] })
    },
    /** Takes back a message that did not go out; as a new draft, since the cloud may remember the old id. */
    rewrite(written: Omit<Draft, 'draftId' | 'answers'>, answers: Draft['answers']) {
      const { text, asked, pictures, askEach, noAnswerNeeded } = written
      const begun = this.draft()
      const others = begun.asked.filter((each) => !asked.some((one) => one.id === each.id))
      this.show({
        ...newDraft(),
        text: begun.text ? `${text}\n${begun.text}` : text,
        asked: [...asked, ...others].slice(0, MENTIONS_MAX),
        askEach,
        noAnswerNeeded,
        pictures: [...pictures, ...begun.pictures].slice(0, PICTURES_MAX),
        answers: answers ?? begun.answers,
      })
      this.keepNow()
      this.setData({ focus: true })
    },

    typed(event: WechatMiniprogram.CustomEvent<{ value: string; cursor: number }>) {
      const { value, cursor } = event.detail
      const without = this.data.group ? typedMention(this.draft().text, value, cursor) : null
      if (without === null) return this.change({ text: value })
      this.change({ text: without })
      this.setData({ text: without, picking: true, focus: false })
    },
    openPicker() {
      this.setData({ picking: true, focus: false })
    },
    closePicker() {
      this.setData({ picking: false })
    },
    pick(event: WechatMiniprogram.CustomEvent<Draft['asked'][number]>) {
      this.closePicker()
      const { asked } = this.draft()
      if (asked.some((each) => each.id === event.detail.id)) return
      if (asked.length >= MENTIONS_MAX)
        return this.say(sentenceFor('MENTION_TOO_MANY', { max: MENTIONS_MAX }))
      this.ask([...asked, event.detail])
    },
    unask(event: WechatMiniprogram.CustomEvent<{ id: string }>) {
      this.ask(this.draft().asked.filter((each) => each.id !== event.detail.id))
    },
    ask(asked: Draft['asked']) {
      this.change({ asked })
      this.setData({ asked })
      this.seeNight()
    },
    turn(event: WechatMiniprogram.CustomEvent<{ option: 'askEach' | 'noAnswerNeeded' }>) {
      const { option } = event.detail
      const turned = { [option]: !this.draft()[option] }
      this.change(turned)
      this.setData(turned)
    },
    setWait(event: WechatMiniprogram.CustomEvent<{ canWait: boolean }>) {
      this.setData({ wait: event.detail.canWait ? 'morning' : 'now' })
    },
    seeNight() {
      const night = nightOffer(this.draft().asked, lastAsking(this.data.conversationId), cloudTime())
      if (JSON.stringify(night) !== JSON.stringify(this.data.night)) this.setData({ night })
    },
    /** What is sent besides words: pictures, or in a group somebody's card. */
    add() {
      if (!this.data.group) return void this.addPictures()
      const cards = `/packages/groups/roster/roster?pick=card&conversationId=${this.data.conversationId}`
      wx.showActionSheet({
        itemList: ['图片', '名片'],
        success: ({ tapIndex }) => (tapIndex === 0 ? void this.addPictures() : wx.navigateTo({ url: cards })),
        fail: () => undefined, // Put off by himself: nothing to say.
      })
    },
    async addPictures() {
      const room = PICTURES_MAX - this.draft().pictures.length
      if (room <= 0) return this.say(sentenceFor('PICTURES_TOO_MANY', { max: PICTURES_MAX }))
      const { pictures, trouble } = await choosePictures(room)
      this.hold([...this.draft().pictures, ...pictures])
      if (trouble) this.say(trouble)
    },
    takeOut(event: WechatMiniprogram.TouchEvent) {
      const { path } = event.currentTarget.dataset as { path: string }
      this.hold(this.draft().pictures.filter((picture) => picture.path !== path))
      dropFile(path)
    },
    hold(pictures: Draft['pictures']) {
      this.change({ pictures })
      this.setData({ pictures })
      this.keepNow()
    },
    /** @所有人 asks nobody by name: it is an announcement. */
    turnToAll() {
      this.setData({ toAll: !this.data.toAll })
    },
    unanswer() {
      this.change({ answers: null })
      this.setData({ answers: null, quick: [] })
    },

    send() {
      const draft = this.draft()
      const text = draft.text.trim()
      // The field takes any length: one that stops at the limit would cut off what is pasted without a word.
      if ([...text].length > TEXT_MAX) return this.say(sentenceFor('TEXT_TOO_LONG', { max: TEXT_MAX }))
      if (text === '' && draft.pictures.length === 0) return this.say(sentenceFor('TEXT_EMPTY'))
      const emergency = emergencyIn(text)
      if (emergency) return this.showNumbers(emergency.numbers)
      this.sendNow()
    },
    showNumbers(emergency: EmergencyNumber[]) {
      const { conversationId } = this.data
      this.seeNight()
      this.setData({ emergency, dutyPhone: lastAsking(conversationId).dutyPhone })
      void openAsking(conversationId).then((answer) => {
        if (answer.ok) this.setData({ dutyPhone: answer.data.dutyPhone })
      })
    },
    putOff() {
      this.setData({ emergency: [] })
    },
    /** Also from the sheet with the numbers: there nothing waits for the morning unless he chose that himself. */
    sendNow() {
      const { conversationId, toAll, wait, emergency } = this.data
      this.seeNight()
      const canWait =
        this.data.night !== null && (wait || (emergency.length > 0 ? 'now' : 'morning')) === 'morning'
      try {
        sendMessage(messageOf(this.draft(), conversationId, { toAll, canWait }))
      } catch {
        return this.say('手机存储满了，内容还在，清理一下再发')
      }
      this.setData({ toAll: false, wait: '', emergency: [], quick: [] })
      this.show(newDraft())
      this.keepNow()
      this.triggerEvent('sent')
    },

    /** The draft itself is not in `data`: setting the text on every letter would move the cursor. */
    draft(): Draft {
      return drafts.get(this.data.conversationId) ?? newDraft()
    },
    change(part: Partial<Draft>) {
      const draft = { ...this.draft(), ...part }
      drafts.set(this.data.conversationId, draft)
      keepDraft(this.data.conversationId, draft)
    },
    /** Where the outbox takes over or gives back, the phone may be killed at once. */
    keepNow() {
      keepDraftNow(this.data.conversationId, this.draft())
    },
    show(draft: Draft) {
      drafts.set(this.data.conversationId, draft)
      const { text, asked, askEach, noAnswerNeeded, pictures, answers } = draft
      this.setData({ text, asked, askEach, noAnswerNeeded, pictures, answers })
      this.seeNight()
    },
    say(title: string) {
      wx.showToast({ title, icon: 'none' })
    },
  },
})

/** What is being written now, by conversation. */
const drafts = new Map<string, Draft>()
