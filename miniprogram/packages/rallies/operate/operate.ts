/** 活动后台: an operator's carnivals, and for each what there is to do now. */
import type { OperatedEvent } from '../../../domain/contract/rallies/operating'
import { sentenceFor } from '../../../domain/errors'
import { stateOf } from '../../../components/page-state/states'
import type { PageState } from '../../../components/page-state/states'
import { listEvents, setEventState } from '../../../services/rallies/operating'

const STATES = { draft: '筹备中', on: '进行中', over: '已结束', cancelled: '取消了' } as const

interface Task {
  page: string
  name: string
  icon: string
}
const TRIAL: Task = { page: 'trial', name: '试走', icon: 'map-route-planning' }
const BOARD: Task = { page: 'board', name: '今日看板', icon: 'chart' }
const CHANGE: Task = { page: 'change', name: '停办、改期、换点', icon: 'calendar' }
const SHIFT: Task = { page: 'make-shift', name: '给志愿者当班码', icon: 'qrcode' }
const FLAGS: Task = { page: 'flags', name: '存疑的章', icon: 'flag' }
const PRINTS: Task = { page: 'prints', name: '打印', icon: 'print' }
const SHEETS: Task = { page: 'sheets', name: '换打卡码', icon: 'swap' }
const STOCK: Task = { page: 'stock', name: '礼物库存', icon: 'gift' }
const PICTURES: Task = { page: 'pictures', name: '点位照片', icon: 'image' }
const TASKS: Record<OperatedEvent['state'], Task[]> = {
  draft: [PICTURES, PRINTS, TRIAL, STOCK, SHIFT, CHANGE],
  on: [BOARD, CHANGE, SHEETS, STOCK, SHIFT, PRINTS, PICTURES, FLAGS],
  over: [FLAGS, BOARD, STOCK],
  cancelled: [],
}

interface EventCard extends OperatedEvent {
  stateName: string
  tasks: Task[]
}

Page({
  data: { state: 'loading' as PageState, sentence: '', events: [] as EventCard[], problem: '' },

  onShow() {
    void this.load()
  },
  async load() {
    const answer = await listEvents()
    if (!answer.ok) return this.setData(stateOf(answer))
    const events = answer.data.events.map((event) => ({
      ...event,
      stateName: STATES[event.state],
      tasks: TASKS[event.state],
    }))
    this.setData({ state: 'ready', events, problem: '' })
  },
  open(event: WechatMiniprogram.TouchEvent) {
    const { page, id } = event.currentTarget.dataset as { page: string; id: string }
    wx.navigateTo({ url: `/packages/rallies/${page}/${page}?eventId=${id}` })
  },
  importSheet() {
    wx.navigateTo({ url: '/packages/rallies/event-import/event-import' })
  },
  begin(event: WechatMiniprogram.TouchEvent) {
    const { id, name } = event.currentTarget.dataset as { id: string; name: string }
    const content = '大家会在「打卡」里看到它。请先走完试走，把试走记录清掉'
    this.ask(id, 'on', `「${name}」开放？`, content, '开放')
  },
  end(event: WechatMiniprogram.TouchEvent) {
    const { id, name } = event.currentTarget.dataset as { id: string; name: string }
    this.ask(id, 'over', `「${name}」结束？`, '没网时扫的章，72 小时内照样会盖上', '结束')
  },
  ask(eventId: string, to: 'on' | 'over', title: string, content: string, confirmText: string) {
    wx.showModal({
      title,
      content,
      confirmText,
      success: ({ confirm }) => {
        if (confirm) void this.move(eventId, to)
      },
    })
  },
  async move(eventId: string, to: 'on' | 'over') {
    const answer = await setEventState(eventId, to)
    if (!answer.ok) return this.setData({ problem: sentenceFor(answer.code, answer.facts) })
    void this.load()
  },
})
