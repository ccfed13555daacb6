/** Staff type in once what comes by phone, at the counter or out of the old group, and read the number out at once. */
import { stateOf } from '../../../components/page-state/states'
import type { PageState } from '../../../components/page-state/states'
import { sayCaseNumber } from '../../../domain/case-numbers'
import { sentenceFor } from '../../../domain/errors'
import { sayTime } from '../../../domain/times'
import { cloudTime } from '../../../services/clock'
import { makeId } from '../../../services/ids'
import { typeCase } from '../../../services/requests-callers'
import { caseChoices } from '../../../services/requests-doors'
import { missing } from '../typed-fields/fields'
import type { TypedFields } from '../typed-fields/fields'

type Door = 'phone' | 'counter'

Page({
  data: {
    state: 'loading' as PageState,
    sentence: '',
    topics: [] as { id: string; name: string }[],
    doors: [
      { door: 'phone', label: '打电话来的' },
      { door: 'counter', label: '到窗口，或老群里说的' },
    ],
    door: 'phone' as Door,
    busy: false,
    trouble: '',
    /** Made once for what is being typed: sent again after a lost answer, it finds the first. */
    draftId: '',
    raised: null as { caseId: string; number: string; due: string; findable: boolean } | null,
  },
  onLoad() {
    this.setData({ draftId: makeId() })
    void this.load()
  },
  async load() {
    const answer = await caseChoices()
    if (!answer.ok) return this.setData(stateOf(answer))
    if (answer.data.mayTypeIn === false) {
      const sentence = '替人记下由受理单位来做。您可以自己提，或请他们记。'
      return this.setData({ state: 'forbidden', sentence })
    }
    this.setData({ state: 'ready', topics: answer.data.topics })
  },
  act() {
    this.setData({ state: 'loading' })
    void this.load()
  },
  typedFields(): TypedFields {
    return this.selectComponent('#fields') as unknown as TypedFields
  },
  choose(event: WechatMiniprogram.TouchEvent) {
    this.setData({ door: (event.currentTarget.dataset as { door: Door }).door })
  },
  changed() {
    if (this.data.trouble) this.setData({ trouble: '' })
  },
  async send() {
    const fields = this.typedFields().fields()
    const trouble = missing(fields)
    if (trouble || this.data.busy) return this.setData({ trouble })
    this.setData({ busy: true, trouble: '' })
    const answer = await typeCase({ ...fields, draftId: this.data.draftId, door: this.data.door })
    this.setData({ busy: false })
    if (!answer.ok) return this.setData({ trouble: sentenceFor(answer.code, answer.facts) })
    const { caseId, number, dueAt, caller } = answer.data.case
    const due = sayTime(dueAt, cloudTime())
    this.setData({ raised: { caseId, number: sayCaseNumber(number), due, findable: caller !== null } })
  },
  next() {
    this.setData({ raised: null, draftId: makeId() }, () => this.typedFields().clear())
  },
  look() {
    wx.navigateTo({ url: `/packages/requests/case/case?caseId=${this.data.raised!.caseId}` })
  },
})
