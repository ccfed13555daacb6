/** 存疑的章: something a person should look at. Looking at it changes no stamp. */
import type { FlaggedStamp } from '../../../domain/contract/rallies/operating'
import { sentenceFor } from '../../../domain/errors'
import { sayTime } from '../../../domain/times'
import { stateOf } from '../../../components/page-state/states'
import type { PageState } from '../../../components/page-state/states'
import { cloudTime } from '../../../services/clock'
import { closeFlag, listFlags } from '../../../services/rallies/operating'

const KINDS: Record<FlaggedStamp['kinds'][number], string> = {
  uncertain: '时间说不准',
  late: '码已停用',
  far: '离得远',
  travel: '走得太快',
  burst: '一张码短时间很多次',
}

Page({
  data: {
    state: 'loading' as PageState,
    sentence: '',
    flags: [] as { stampId: string; title: string; words: string; time: string }[],
  },

  eventId: '',

  onLoad(options: { eventId?: string }) {
    this.eventId = options.eventId ?? ''
    void this.load()
  },
  async load() {
    const answer = await listFlags(this.eventId)
    if (!answer.ok) return this.setData(stateOf(answer))
    const now = cloudTime()
    const flags = answer.data.flags.map(({ stampId, pointName, routeName, at, kinds, detail }) => ({
      stampId,
      title: `${pointName} · ${kinds.map((kind) => KINDS[kind]).join('、')}`,
      words: detail,
      time: `${routeName} · ${sayTime(at, now)}`,
    }))
    this.setData({ state: flags.length > 0 ? 'ready' : 'empty', flags })
  },
  look(event: WechatMiniprogram.TouchEvent) {
    const { id } = event.currentTarget.dataset as { id: string }
    wx.showModal({
      title: '看过了',
      editable: true,
      placeholderText: '记一句，比如：问过点位，没问题',
      success: ({ confirm, content }) => {
        if (confirm) void this.close(id, content ?? '')
      },
    })
  },
  async close(stampId: string, note: string) {
    const answer = await closeFlag(stampId, note)
    if (!answer.ok) wx.showToast({ title: sentenceFor(answer.code, answer.facts), icon: 'none' })
    void this.load()
  },
})
