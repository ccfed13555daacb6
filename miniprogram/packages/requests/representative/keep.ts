/** Who represents a unit, and when he was trained: said by its head or the operator. */
import { stateOf } from '../../../components/page-state/states'
import type { PageState } from '../../../components/page-state/states'
import { sentenceFor } from '../../../domain/errors'
import { dayOf } from '../../../domain/workdays'
import { nameRepresentative, openRepresentativeChoice } from '../../../services/requests-representatives'

const NOBODY = '现在没有'

Page({
  data: {
    state: 'loading' as PageState,
    sentence: '',
    unitName: '',
    names: [NOBODY] as string[],
    /** 0: nobody. */
    place: 0,
    /** 2026-04-13; '' when he was not trained yet. */
    trained: '',
    saving: false,
  },
  unitId: '',
  personIds: [null] as (string | null)[],

  onLoad(options: { unitId?: string }) {
    this.unitId = options.unitId ?? ''
    void this.load()
  },
  async load() {
    const answer = await openRepresentativeChoice(this.unitId)
    if (!answer.ok) return this.setData(stateOf(answer))
    const { unitName, staff, personId, trainedAt } = answer.data
    this.personIds = [null, ...staff.map((each) => each.personId)]
    this.setData({
      ...{ state: 'ready', unitName, names: [NOBODY, ...staff.map(({ name }) => name)] },
      place: Math.max(0, this.personIds.indexOf(personId)),
      trained: trainedAt === null ? '' : dayOf(trainedAt),
    })
  },
  act() {
    this.setData({ state: 'loading' })
    void this.load()
  },
  pick(event: WechatMiniprogram.PickerChange) {
    this.setData({ place: Number(event.detail.value), trained: '' })
  },
  pickDay(event: WechatMiniprogram.PickerChange) {
    this.setData({ trained: String(event.detail.value) })
  },
  async save() {
    const { place, trained, saving } = this.data
    if (saving) return
    this.setData({ saving: true })
    const trainedAt = trained ? Date.parse(`${trained}T00:00:00+08:00`) : null
    const answer = await nameRepresentative({
      unitId: this.unitId,
      personId: this.personIds[place] ?? null,
      trainedAt,
    })
    this.setData({ saving: false })
    if (answer.ok) return void wx.navigateBack()
    const offline = answer.code === 'OFFLINE' ? '现在没有网络，选好的还在，连上再点一次' : ''
    wx.showToast({ title: offline || sentenceFor(answer.code, answer.facts), icon: 'none', duration: 3000 })
  },
})
