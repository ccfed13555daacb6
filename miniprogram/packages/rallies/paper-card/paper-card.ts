/** A paper card somebody holds: take it on this phone for its owner, or make it one's own for good. */
import type { PaperCard } from '../../../domain/contract/rallies/cards'
import { saySerial } from '../../../domain/serials'
import { sentenceFor } from '../../../domain/errors'
import { stateOf } from '../../../components/page-state/states'
import type { PageState } from '../../../components/page-state/states'
import { carryCard, joinCard, openPaperCard, putDownCard } from '../../../services/rallies/cards'

const NAMES = ['外婆', '外公', '奶奶', '爷爷', '妈妈', '爸爸', '孩子', '朋友']

Page({
  data: {
    state: 'loading' as PageState,
    sentence: '',
    card: null as PaperCard | null,
    serial: '',
    progress: '',
    names: NAMES,
    name: '',
    problem: '',
    busy: false,
    consentVisible: false,
  },

  serial: '',

  onLoad(options: { serial?: string }) {
    this.serial = options.serial ?? ''
    void this.load()
  },

  async load() {
    const answer = await openPaperCard(this.serial)
    if (answer.ok) return this.show(answer.data.card)
    const failed = stateOf(answer)
    this.setData({ ...failed, consentVisible: failed.state === 'consent' })
  },
  show(card: PaperCard) {
    const left = card.pointCount - card.stamped
    this.setData({
      state: 'ready',
      card,
      serial: saySerial(card.serial),
      progress: left > 0 ? `盖了 ${card.stamped} 个，还差 ${left} 个点` : `${card.stamped} 个点都盖齐了`,
      consentVisible: false,
    })
  },

  pickName(event: WechatMiniprogram.TouchEvent) {
    this.setData({ name: (event.currentTarget.dataset as { name: string }).name, problem: '' })
  },
  typeName(event: WechatMiniprogram.Input) {
    this.setData({ name: event.detail.value, problem: '' })
  },
  carry() {
    const name = this.data.name.trim()
    if (!name) return this.setData({ problem: '给卡的主人起个称呼，比如外婆' })
    void this.change(() => carryCard(this.serial, name), `以后打卡会问「${name}」在不在`)
  },
  putDown() {
    void this.change(() => putDownCard(this.serial), '放下了，卡上的章都在')
  },
  join() {
    wx.showModal({
      title: '这是您自己的卡？',
      content: '收下后就归您，别人再也不能收。已有的章和礼物都算您的',
      confirmText: '收下',
      success: ({ confirm }) => {
        if (confirm) void this.change(() => joinCard(this.serial), '收下了，章都算您的')
      },
    })
  },
  async change(call: () => ReturnType<typeof carryCard>, done: string) {
    if (this.data.busy) return
    this.setData({ busy: true, problem: '' })
    const answer = await call()
    this.setData({ busy: false })
    if (!answer.ok) {
      const offline = answer.code === 'OFFLINE'
      return this.setData({
        problem: offline ? '这一步要有网络，连上后再点一次' : sentenceFor(answer.code, answer.facts),
      })
    }
    this.show(answer.data.card)
    wx.showToast({ title: done, icon: 'none' })
  },

  openConsent() {
    if (this.data.state === 'consent') return this.setData({ consentVisible: true })
    void this.load()
  },
  closeConsent() {
    this.setData({ consentVisible: false })
  },
  agreed() {
    this.setData({ consentVisible: false, state: 'loading' })
    void this.load()
  },
})
