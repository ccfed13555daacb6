/** Who holds a gathering says which leader takes part, and who writes down. */
import { stateOf } from '../../../components/page-state/states'
import type { PageState } from '../../../components/page-state/states'
import { sentenceFor } from '../../../domain/errors'
import { sayDate, startOfShanghaiDay } from '../../../domain/times'
import { cloudTime } from '../../../services/clock'
import { makeId } from '../../../services/ids'
import { gatheringForm, makeGathering } from '../../../services/requests-callers'

interface Choice {
  personId: string
  name: string
  chosen: boolean
}

/** Days ahead that are offered. */
const DAYS = 14

Page({
  data: {
    state: 'loading' as PageState,
    sentence: '',
    name: '',
    days: [] as string[],
    day: 0,
    leaders: [] as Choice[],
    scribes: [] as Choice[],
    trouble: '',
    busy: false,
  },
  draftId: '',
  onLoad() {
    this.draftId = makeId()
    const days = Array.from({ length: DAYS }, (_, day) => sayDate(startOfShanghaiDay(cloudTime(), day)))
    this.setData({ days })
    void this.load()
  },
  async load() {
    const answer = await gatheringForm()
    if (!answer.ok) return this.setData(stateOf(answer))
    const choices = (people: { personId: string; name: string }[]): Choice[] =>
      people.map((each) => ({ ...each, chosen: false }))
    const { leaders, scribes } = answer.data
    this.setData({ state: 'ready', leaders: choices(leaders), scribes: choices(scribes) })
  },
  act() {
    this.setData({ state: 'loading' })
    void this.load()
  },
  typed(event: WechatMiniprogram.CustomEvent<{ value: string }>) {
    this.data.name = event.detail.value
  },
  pickDay(event: WechatMiniprogram.CustomEvent<{ value: string }>) {
    this.setData({ day: Number(event.detail.value) })
  },
  lead(event: WechatMiniprogram.TouchEvent) {
    const { id } = event.currentTarget.dataset as { id: string }
    const leaders = this.data.leaders.map((each) => ({ ...each, chosen: each.personId === id }))
    this.setData({ leaders, trouble: '' })
  },
  write(event: WechatMiniprogram.TouchEvent) {
    const { index } = event.currentTarget.dataset as { index: number }
    this.setData({ [`scribes[${index}].chosen`]: !this.data.scribes[index]!.chosen, trouble: '' })
  },
  async make() {
    const { name, day, leaders, scribes, busy } = this.data
    const leaderId = leaders.find(({ chosen }) => chosen)?.personId ?? ''
    const scribeIds = scribes.filter(({ chosen }) => chosen).map(({ personId }) => personId)
    if (busy) return
    if (name.trim().length < 2) return this.setData({ trouble: '请写活动的名字' })
    if (!leaderId) return this.setData({ trouble: '请点选到场的领导，没办好的事会找他' })
    if (scribeIds.length === 0) return this.setData({ trouble: '请至少点选一位记录员' })
    this.setData({ busy: true, trouble: '' })
    const heldAt = startOfShanghaiDay(cloudTime(), day)
    const answer = await makeGathering({ draftId: this.draftId, name, heldAt, leaderId, scribeIds })
    this.setData({ busy: false })
    if (!answer.ok) return this.setData({ trouble: sentenceFor(answer.code, answer.facts) })
    const { gatheringId } = answer.data
    wx.redirectTo({ url: `/packages/requests/gathering/gathering?gatheringId=${gatheringId}` })
  },
})
