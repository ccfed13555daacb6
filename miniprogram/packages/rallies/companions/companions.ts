/** 我和同行的人: whose paper cards this phone carries. Readable without a network. */
import { parseCode } from '../../../domain/codes'
import { parseSerial } from '../../../domain/serials'
import { lastRoutes, openEvent, openRoute } from '../../../services/rallies'
import { scanWithCamera } from '../../../services/rallies/scanner'
import { peopleHere } from './people'
import type { PersonHere } from './people'

Page({
  data: { state: 'ready', people: [] as PersonHere[], typing: false, typed: '', problem: '' },

  onShow() {
    this.show()
    void this.refresh()
  },
  /** Another phone may have put a card down, or staff stamped it. */
  async refresh() {
    if (lastRoutes().length === 0) await openEvent()
    for (const { route } of lastRoutes()) await openRoute(route.routeId)
    this.show()
  },
  show() {
    this.setData({ people: peopleHere(lastRoutes()) })
  },

  async scan() {
    const text = await scanWithCamera()
    if (text === null) return
    const code = parseCode(text)
    if (code?.kind === 'paper') return this.toCard(code.serial)
    this.setData({ typing: true, problem: '这不是纸明信片上的码，扫卡片角上的那个，或者输编号' })
  },
  type() {
    this.setData({ typing: true })
  },
  write(event: WechatMiniprogram.Input) {
    this.setData({ typed: event.detail.value, problem: '' })
  },
  look() {
    const serial = parseSerial(this.data.typed)
    if (!serial) return this.setData({ problem: '编号不对，请照着卡片上的八个字再输一次' })
    this.toCard(serial)
  },
  open(event: WechatMiniprogram.TouchEvent) {
    this.toCard((event.currentTarget.dataset as { serial: string }).serial)
  },
  toCard(serial: string) {
    wx.navigateTo({ url: `/packages/rallies/paper-card/paper-card?serial=${serial}` })
  },
})
