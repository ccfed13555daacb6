/** 谁看过我的手机号: every look at the holder's number, the newest first. */
import { sayTime } from '../../../domain/times'
import { stateOf } from '../../../components/page-state/states'
import type { PageState } from '../../../components/page-state/states'
import { phoneTime } from '../../../services/clock'
import { listReveals } from '../../../services/groups/cards'

Page({
  data: {
    state: 'loading' as PageState,
    icon: '',
    title: '',
    sentence: '',
    reveals: [] as { name: string; role: string; organisation: string; time: string }[],
  },
  onShow() {
    void this.load()
  },
  async load() {
    const answer = await listReveals()
    if (!answer.ok) return this.setData({ icon: '', title: '', ...stateOf(answer) })
    const now = phoneTime()
    const reveals = answer.data.reveals.map(({ at, ...who }) => ({ ...who, time: sayTime(at, now) }))
    if (reveals.length > 0) return this.setData({ state: 'ready', reveals })
    this.setData({
      state: 'empty',
      icon: 'secured',
      title: '没有人看过',
      sentence: '谁看了您的全号，哪天看的，都会记在这里',
    })
  },
})
