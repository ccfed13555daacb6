/** How a group answers, month by month: counts and times of all, never of one person. */
import { stateOf } from '../../../components/page-state/states'
import type { PageState } from '../../../components/page-state/states'
import { monthOf, monthSpan } from '../../../domain/times'
import { cloudTime } from '../../../services/clock'
import { figures } from '../../../services/groups/mentions'
import { saidFigures } from './said'
import type { SaidFigure } from './said'

Page({
  data: {
    state: 'loading' as PageState,
    sentence: '',
    month: '',
    /** 2026年4月 */
    heading: '',
    n: 0,
    said: [] as SaidFigure[],
    /** This month has no next one. */
    newest: true,
  },

  conversationId: '',

  onLoad(options: { conversationId?: string }) {
    this.conversationId = options.conversationId ?? ''
    void this.open(monthOf(cloudTime()))
  },
  async open(month: string) {
    const [year, number] = month.split('-').map(Number)
    this.setData({ month, heading: `${year}年${number}月`, newest: month === monthOf(cloudTime()) })
    const answer = await figures(this.conversationId, month)
    if (this.data.month !== month) return // Another was chosen meanwhile.
    if (!answer.ok) {
      const { state, sentence } = stateOf(answer)
      return this.setData({
        state,
        sentence: state === 'forbidden' ? '这里的数，群主和单位负责人能看到' : sentence,
      })
    }
    const { n } = answer.data.figures
    this.setData({ state: 'ready', n, said: n > 0 ? saidFigures(answer.data.figures) : [] })
  },
  retry() {
    this.setData({ state: 'loading' })
    void this.open(this.data.month)
  },
  before() {
    void this.open(monthOf(monthSpan(this.data.month).from - 1))
  },
  after() {
    if (!this.data.newest) void this.open(monthOf(monthSpan(this.data.month).to))
  },
})
