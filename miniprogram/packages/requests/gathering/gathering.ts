/**
 * A scribe writes down what is said, with or without a network: each is read back to who said it, then leaves with a unit
 * and a deadline. What waits stays on the phone, also when it is killed.
 */
import { stateOf } from '../../../components/page-state/states'
import type { PageState } from '../../../components/page-state/states'
import type { Answer } from '../../../domain/contract/envelope'
import type { Requests } from '../../../domain/contract/requests'
import type { Gathering } from '../../../domain/contract/requests/gatherings'
import { CASE_KINDS } from '../../../domain/cases'
import { cloudTime } from '../../../services/clock'
import { isPassing } from '../../../services/cloud'
import { makeId } from '../../../services/ids'
import { dropCall, onOutbox } from '../../../services/outbox'
import { lastGathering, openGathering, takeDown, waitingOf } from '../../../services/requests-callers'
import { missing } from '../typed-fields/fields'
import type { Fields, TypedFields } from '../typed-fields/fields'
import { caseLine, waitingLine } from './lines'
import type { Line } from './lines'

type Opened = Requests['openGathering']['output']

Page({
  data: {
    state: 'loading' as PageState,
    ...{ sentence: '', notice: '', trouble: '' },
    gatheringId: '',
    gathering: {} as Partial<Gathering>,
    lines: [] as Line[],
    /** What is read back to who said it, before it leaves. */
    reading: null as { text: string; who: string; unit: string; limit: string } | null,
    shown: false,
  },
  opened: null as Opened | null,
  stop: null as (() => void) | null,

  onLoad({ gatheringId = '' }: Record<string, string | undefined>) {
    this.setData({ gatheringId })
    this.stop = onOutbox((call, answer) => {
      if (call.action !== 'takeDown') return
      this.show()
      if (answer?.ok) void this.load()
    })
    void this.load()
  },
  onUnload() {
    this.stop?.()
  },
  async load() {
    const { gatheringId } = this.data
    const answer: Answer<Opened> = await openGathering(gatheringId)
    if (answer.ok) return this.have(answer.data, '')
    const before = isPassing(answer.code) ? (this.opened ?? lastGathering(gatheringId)) : null
    if (before) return this.have(before, '没有网络，照样能记，有网自动交')
    this.setData(stateOf(answer))
  },
  have(opened: Opened, notice: string) {
    this.opened = opened
    this.setData({ state: 'ready', gathering: opened.gathering, notice })
    this.show()
  },
  show() {
    const sent = (this.opened?.cases ?? []).map((each) => caseLine(each, cloudTime()))
    this.setData({ lines: [...waitingOf(this.data.gatheringId).map(waitingLine), ...sent] })
  },
  act() {
    this.setData({ state: 'loading' })
    void this.load()
  },

  typedFields(): TypedFields {
    return this.selectComponent('#fields') as unknown as TypedFields
  },
  changed() {
    if (this.data.trouble) this.setData({ trouble: '' })
  },
  readBack() {
    const fields = this.typedFields().fields()
    const trouble = missing(fields)
    if (trouble) return this.setData({ trouble })
    const topic = this.data.gathering.topics?.find(({ id }) => id === fields.topicId)
    this.setData({ shown: true, reading: { ...readingOf(fields), unit: topic?.unitName || '受理单位' } })
  },
  close() {
    this.setData({ shown: false })
  },
  leave() {
    const { gatheringId } = this.data
    try {
      takeDown({ ...this.typedFields().fields(), draftId: makeId(), gatheringId })
    } catch {
      return this.setData({ shown: false, trouble: '手机存储满了，还没有记下，清理一下再点' })
    }
    this.setData({ shown: false })
    this.typedFields().clear()
    this.show()
  },
  /** A number that was refused, or words: written again as they were. */
  open(event: WechatMiniprogram.TouchEvent) {
    const line = this.data.lines.find(({ key }) => key === event.currentTarget.dataset.key)
    if (line?.caseId) return wx.navigateTo({ url: `/packages/requests/case/case?caseId=${line.caseId}` })
    const call = line?.refused ? waitingOf(this.data.gatheringId).find(({ id }) => id === line.key) : null
    if (!call) return
    const { text, topicId, kind, name, organisation, phone } = call.input as Fields
    this.typedFields().fill({ text, topicId, kind, name, organisation, phone })
    dropCall(call.id)
  },
})

function readingOf({ text, kind, name, organisation }: Fields) {
  const { limit } = CASE_KINDS[kind]
  const said = 'hours' in limit ? `${limit.hours} 小时` : `${limit.workdays} 个工作日`
  return { text, who: [organisation, name].filter(Boolean).join(' '), limit: said }
}
