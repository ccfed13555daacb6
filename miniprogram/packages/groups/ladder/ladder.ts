/** 没回应时找谁: the minutes of a group's ladder and its night. 群主 sets them, members read them. */
import { sentenceFor } from '../../../domain/errors'
import { LADDER, ladderFault } from '../../../domain/ladder'
import type { LadderSettings } from '../../../domain/ladder'
import { sayClock } from '../../../domain/times'
import { stateOf } from '../../../components/page-state/states'
import type { PageState } from '../../../components/page-state/states'
import { openLadder, setLadder } from '../../../services/groups/mentions'

type Minutes = 'acknowledgeMinutes' | 'answerMinutes' | 'answerMinutesAtNight'

/** What is offered of each; what a group has set otherwise stands beside it. */
const OFFERED: Record<Minutes, number[]> = {
  acknowledgeMinutes: [3, 5, 10, 15],
  answerMinutes: [15, 30, 60, 120],
  answerMinutesAtNight: [30, 60, 120, 240],
}
const TITLES: Record<Minutes, { title: string; note: string }> = {
  acknowledgeMinutes: { title: '点「收到」', note: '过了没点，就叫下一位' },
  answerMinutes: { title: '白天给回应', note: '说了收到，过了没回应，也叫下一位' },
  answerMinutesAtNight: { title: '夜里给回应', note: '' },
}

Page({
  data: {
    state: 'loading' as PageState,
    sentence: '',
    ladder: LADDER,
    showSeen: false,
    mayChange: false,
    rows: [] as ReturnType<typeof rowsOf>,
    nightFrom: '',
    nightTo: '',
    changed: false,
    saving: false,
  },
  conversationId: '',

  onLoad(options: { conversationId?: string }) {
    this.conversationId = options.conversationId ?? ''
    void this.load()
  },
  async load() {
    const answer = await openLadder(this.conversationId)
    if (!answer.ok) return this.setData(stateOf(answer))
    const { ladder, showSeen, mayChange } = answer.data
    this.setData({ state: 'ready', showSeen, mayChange, changed: false })
    this.draw(ladder)
  },
  act() {
    this.setData({ state: 'loading' })
    void this.load()
  },
  draw(ladder: LadderSettings) {
    this.setData({
      ladder,
      rows: rowsOf(ladder),
      nightFrom: sayClock(ladder.nightFrom),
      nightTo: sayClock(ladder.nightTo),
    })
  },
  edit(fields: Partial<LadderSettings>) {
    if (!this.data.mayChange) return
    this.setData({ changed: true })
    this.draw({ ...this.data.ladder, ...fields })
  },
  pickMinutes(event: WechatMiniprogram.TouchEvent) {
    const { name, value } = event.currentTarget.dataset as { name: Minutes; value: number }
    this.edit({ [name]: value })
  },
  pickNightFrom(event: WechatMiniprogram.PickerChange) {
    this.edit({ nightFrom: minuteOf(String(event.detail.value)) })
  },
  pickNightTo(event: WechatMiniprogram.PickerChange) {
    this.edit({ nightTo: minuteOf(String(event.detail.value)) })
  },
  pickSeen(event: WechatMiniprogram.CustomEvent<{ value: boolean }>) {
    this.setData({ showSeen: event.detail.value, changed: true })
  },

  async save() {
    const { ladder, showSeen, saving } = this.data
    if (saving) return
    const fault = ladderFault(ladder)
    if (fault) return say(fault)
    this.setData({ saving: true })
    const answer = await setLadder(this.conversationId, ladder, showSeen)
    this.setData({ saving: false })
    if (answer.ok) {
      this.setData({ changed: false })
      return say('保存了，下一次 @ 就照这样')
    }
    const offline = answer.code === 'OFFLINE'
    say(offline ? '现在没有网络，改的都还在，连上再点一次' : sentenceFor(answer.code, answer.facts))
  },
})

function rowsOf(ladder: LadderSettings) {
  return (Object.keys(OFFERED) as Minutes[]).map((name) => ({
    name,
    ...TITLES[name],
    value: ladder[name],
    choices: [...new Set([...OFFERED[name], ladder[name]])]
      .sort((one, other) => one - other)
      .map((value) => ({ value, label: sayMinutes(value) })),
  }))
}

function sayMinutes(minutes: number): string {
  return minutes < 60 || minutes % 60 > 0 ? `${minutes} 分钟` : `${minutes / 60} 小时`
}

function minuteOf(clock: string): number {
  const [hours, minutes] = clock.split(':').map(Number)
  return (hours ?? 0) * 60 + (minutes ?? 0)
}

function say(title: string) {
  wx.showToast({ title, icon: 'none', duration: 3000 })
}
