/** 单位设置: who leads it, the number to dial, and the robot of its WeCom group. */
import type { RotaView } from '../../../domain/contract/duty/rota'
import { sentenceFor } from '../../../domain/errors'
import { stateOf } from '../../../components/page-state/states'
import type { PageState } from '../../../components/page-state/states'
import { editUnit, openRota } from '../../../services/duty/rota'

Page({
  data: {
    state: 'loading' as PageState,
    sentence: '',
    unitName: '',
    names: [] as string[],
    /** Place in the staff; -1 when nobody leads it, or somebody from elsewhere. */
    head: -1,
    headName: '',
    mayAppoint: false,
    dutyPhone: '',
    robot: false,
    robotKey: '',
    saving: false,
    changed: false,
  },
  unitId: '',
  rota: null as RotaView | null,

  onLoad(options: { unitId?: string }) {
    this.unitId = options.unitId ?? ''
    void this.load()
  },
  async load() {
    const answer = await openRota(this.unitId)
    if (!answer.ok) return this.setData(stateOf(answer))
    if (!answer.data.mayArrange)
      return this.setData({ state: 'forbidden', sentence: '由单位负责人来改，可以请他改' })
    this.show(answer.data)
  },
  act() {
    this.setData({ state: 'loading' })
    void this.load()
  },
  show(rota: RotaView) {
    this.rota = rota
    const { unit, staff, mayAppoint } = rota
    this.setData({
      state: 'ready',
      unitName: unit.name,
      names: staff.map(({ name }) => name),
      head: staff.findIndex(({ personId }) => personId === unit.headId),
      headName: unit.headName,
      mayAppoint,
      dutyPhone: unit.dutyPhone,
      robot: unit.robot,
      robotKey: '',
      changed: false,
    })
  },
  pickHead(event: WechatMiniprogram.PickerChange) {
    const head = Number(event.detail.value)
    this.setData({ head, headName: this.data.names[head] ?? '', changed: true })
  },
  typePhone(event: WechatMiniprogram.Input) {
    this.setData({ dutyPhone: event.detail.value, changed: true })
  },
  typeKey(event: WechatMiniprogram.Input) {
    this.setData({ robotKey: event.detail.value, changed: true })
  },
  askDropRobot() {
    wx.showModal({
      title: '不再往企业微信群里发？',
      content: '有人 @ 本单位，群里的机器人就不再提醒了',
      confirmText: '不再发',
      success: ({ confirm }) => confirm && void this.save(''),
    })
  },
  saveAll() {
    void this.save(keyIn(this.data.robotKey))
  },

  /** @param robotKey null leaves the robot as it is, '' takes it away */
  async save(robotKey: string | null) {
    const { rota } = this
    const { head, dutyPhone, saving } = this.data
    if (!rota || saving) return
    this.setData({ saving: true })
    const headId = head < 0 ? rota.unit.headId : rota.staff[head]!.personId
    const answer = await editUnit({ unitId: this.unitId, headId, dutyPhone, robotKey })
    this.setData({ saving: false })
    if (answer.ok) {
      this.show(answer.data)
      return say('保存了')
    }
    if (answer.code === 'OFFLINE') return say('现在没有网络，改的都还在，连上再点一次')
    if (answer.code === 'BAD_INPUT') return say('电话只写数字，机器人填它的地址或钥匙，请改一改')
    say(sentenceFor(answer.code, answer.facts))
  },
})

/** Of the robot's whole address, as WeCom gives it, the key alone; null for nothing written. */
function keyIn(written: string): string | null {
  const text = written.trim()
  return text === '' ? null : (/[?&]key=([\w-]+)/.exec(text)?.[1] ?? text)
}

function say(title: string) {
  wx.showToast({ title, icon: 'none', duration: 3000 })
}
