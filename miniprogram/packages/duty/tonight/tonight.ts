/** 今晚谁能收到通知: the next 12 hours of a group's units, and whom one had better call. */
import type { ReachView } from '../../../domain/contract/duty/reach'
import { sentenceFor } from '../../../domain/errors'
import { sayTime } from '../../../domain/times'
import { noticeOf, stateOf } from '../../../components/page-state/states'
import type { PageState } from '../../../components/page-state/states'
import { whoIsReachable } from '../../../services/duty/reach'
import { revealPhone } from '../../../services/groups/cards'
import { sayHours } from '../shift-words'

type Row = ReturnType<typeof rowOf>
interface Unit {
  unitId: string
  name: string
  dutyPhone: string
  rows: Row[]
}

Page({
  data: {
    state: 'loading' as PageState,
    sentence: '',
    notice: '',
    units: [] as Unit[],
    toCall: 0,
    busy: false,
  },
  conversationId: '',

  onLoad(options: { conversationId?: string }) {
    this.conversationId = options.conversationId ?? ''
  },
  onShow() {
    void this.load()
  },
  async onPullDownRefresh() {
    await this.load()
    wx.stopPullDownRefresh()
  },
  async load() {
    const answer = await whoIsReachable(this.conversationId)
    if (!answer.ok) {
      if (this.data.state === 'ready') return this.setData({ notice: noticeOf(answer) })
      return this.setData(stateOf(answer))
    }
    const { now } = answer.data
    const units = answer.data.units.map((unit) => ({
      ...unit,
      rows: unit.rows.map((row) => rowOf(row, now)),
    }))
    const toCall = units.flatMap(({ rows }) => rows).filter(({ late }) => late).length
    this.setData({ state: 'ready', notice: '', units, toCall })
  },
  act() {
    this.setData({ state: 'loading' })
    void this.load()
  },

  callDuty(event: WechatMiniprogram.TouchEvent) {
    dial((event.currentTarget.dataset as { phone: string }).phone)
  },
  /** The whole number of a person is looked at on record, as on his card. */
  async callPerson(event: WechatMiniprogram.TouchEvent) {
    const { id } = event.currentTarget.dataset as { id: string }
    if (this.data.busy) return
    this.setData({ busy: true })
    const answer = await revealPhone({ conversationId: this.conversationId, personId: id })
    this.setData({ busy: false })
    if (answer.ok) return dial(answer.data.number)
    wx.showToast({ title: sentenceFor(answer.code, answer.facts), icon: 'none', duration: 3000 })
  },
  openRota(event: WechatMiniprogram.TouchEvent) {
    const { id } = event.currentTarget.dataset as { id: string }
    wx.navigateTo({ url: `/packages/duty/rota/rota?unitId=${id}` })
  },
})

function rowOf(row: ReachView, now: number) {
  const { from, to, personId, name, reach, triedAt, outside, phoneMasked, mayReveal } = row
  const gap = personId === null
  const words = gap
    ? name && `会找负责人 ${name}`
    : outside
      ? '不在这个群里，@ 找不到'
      : triedAt !== null
        ? `${sayTime(triedAt, now)} 试过`
        : reach === 'expected'
          ? '应能收到'
          : '请打电话'
  return {
    key: `${from}.${personId}`,
    personId,
    hours: sayHours(from, to),
    name: gap ? '没人值班' : name,
    words,
    gap,
    tried: triedAt !== null && !outside,
    late: gap || outside || reach === 'call',
    phoneMasked: phoneMasked ?? '',
    mayReveal,
  }
}

function dial(number: string) {
  wx.makePhoneCall({ phoneNumber: number.replace(/\D/g, ''), fail: () => undefined })
}
