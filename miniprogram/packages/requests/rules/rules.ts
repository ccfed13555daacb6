/** 办理规则: who takes cases in, who decides, which unit gets what, by when, and answers given often. Saved as a whole. */
import { stateOf } from '../../../components/page-state/states'
import type { PageState } from '../../../components/page-state/states'
import type { CaseRulesDraft, CaseRulesView } from '../../../domain/contract/requests/rules'
import { sentenceFor } from '../../../domain/errors'
import { makeId } from '../../../services/ids'
import { openRules, setRules } from '../../../services/requests-desk'
import { firstDraft, limitRows, limitsFor, missingIn } from './draft'
import type { LimitRow } from './draft'

const NO_UNIT = '派的时候再想'
const NO_INSPECTION = '没有督查'
const RADII = [200, 300, 500, 900, 1500, 2000, 3000, 5000]

interface Lines {
  topics: { id: string; name: string; unit: number; zones: { zone: number; unit: number }[] }[]
  zones: { id: string; name: string; radius: number }[]
}

Page({
  data: {
    state: 'loading' as PageState,
    sentence: '',
    units: [] as string[],
    /** With a first line for none. */
    ...{ unitsOrNone: [] as string[], inspections: [] as string[], heads: [] as string[] },
    ...{ intake: 0, arbiter: 0, inspection: 0 },
    limits: [] as LimitRow[],
    lines: { topics: [], zones: [] } as Lines,
    radii: RADII.map((metres) => `${metres} 米以内`),
    zoneNames: [] as string[],
    templates: [] as CaseRulesDraft['templates'],
    compared: null as CaseRulesView['compared'],
    /** Once there are rules. */
    mayCompare: false,
    ...{ saving: false, changed: false, problem: '' },
  },
  view: null as CaseRulesView | null,
  draft: null as CaseRulesDraft | null,

  onLoad() {
    void this.load()
  },
  async load() {
    const answer = await openRules()
    if (!answer.ok) return this.setData(stateOf(answer))
    this.have(answer.data)
  },
  have(view: CaseRulesView) {
    this.view = view
    this.draft = view.rules ?? firstDraft(view)
    if (!this.draft)
      return this.setData({ state: 'empty', sentence: '先在值班里设好单位和负责人，再来定规则' })
    const units = view.units.map(({ name }) => name)
    this.setData({
      ...{ state: 'ready', units, changed: view.rules === null, problem: '' },
      ...{ unitsOrNone: [NO_UNIT, ...units], inspections: [NO_INSPECTION, ...units] },
      heads: view.heads.map(({ name }) => name),
      ...{ compared: view.compared, mayCompare: view.rules !== null },
    })
    this.show()
  },
  show() {
    const { view, draft } = this
    if (!view || !draft) return
    const placeOf = (unitId: string | null) => view.units.findIndex((unit) => unit.unitId === unitId)
    this.setData({
      intake: placeOf(draft.intakeUnitId),
      arbiter: view.heads.findIndex(({ personId }) => personId === draft.arbiterId),
      inspection: placeOf(draft.inspectionUnitId) + 1,
      limits: limitRows(draft),
      lines: {
        topics: draft.topics.map(({ id, name, unitId, byZone }) => ({
          ...{ id, name, unit: placeOf(unitId) + 1 },
          zones: byZone.map((each) => ({
            zone: draft.zones.findIndex(({ id: zoneId }) => zoneId === each.zoneId),
            unit: placeOf(each.unitId),
          })),
        })),
        zones: draft.zones.map(({ id, name, radiusM }) => ({ id, name, radius: radiusM })),
      },
      zoneNames: draft.zones.map(({ name }) => name),
      templates: draft.templates,
    })
  },
  change(work: (draft: CaseRulesDraft) => void) {
    if (!this.draft) return
    // The answer of the cloud stays as it was: what is written here may be thrown away.
    this.draft = JSON.parse(JSON.stringify(this.draft)) as CaseRulesDraft
    work(this.draft)
    this.setData({ changed: true, problem: '' })
    this.show()
  },
  act() {
    this.setData({ state: 'loading' })
    void this.load()
  },

  pick(event: WechatMiniprogram.PickerChange) {
    const {
      field,
      place = 0,
      zone = 0,
    } = event.currentTarget.dataset as {
      field: string
      place?: number
      zone?: number
    }
    const value = Number(event.detail.value)
    const { units, heads } = this.view!
    const unitId = units[value]?.unitId
    this.change((draft) => {
      if (field === 'intake') draft.intakeUnitId = unitId!
      if (field === 'arbiter') draft.arbiterId = heads[value]!.personId
      if (field === 'inspection') draft.inspectionUnitId = units[value - 1]?.unitId ?? null
      if (field === 'limit')
        draft.limits[this.data.limits[place]!.kind] = limitsFor(this.data.limits[place]!.kind)[value]!
      if (field === 'topic') draft.topics[place]!.unitId = units[value - 1]?.unitId ?? null
      if (field === 'zone') draft.topics[place]!.byZone[zone]!.zoneId = draft.zones[value]!.id
      if (field === 'zoneUnit') draft.topics[place]!.byZone[zone]!.unitId = unitId!
      if (field === 'radius') draft.zones[place]!.radiusM = RADII[value]!
    })
  },
  type(event: WechatMiniprogram.Input) {
    const {
      list,
      place,
      field = 'name',
    } = event.currentTarget.dataset as {
      list: 'topics' | 'zones' | 'templates'
      place: number
      field?: 'name' | 'text'
    }
    // Shown by the field itself: written back while he types, the cursor would jump.
    const row = this.draft![list][place]! as { name: string; text?: string }
    row[field] = event.detail.value
    if (!this.data.changed) this.setData({ changed: true })
  },
  add(event: WechatMiniprogram.TouchEvent) {
    const { list, place = 0 } = event.currentTarget.dataset as { list: string; place?: number }
    if (list === 'zones') return void this.addZone()
    this.change((draft) => {
      if (list === 'topics') draft.topics.push({ id: makeId(), name: '', unitId: null, byZone: [] })
      if (list === 'templates') draft.templates.push({ id: makeId(), name: '', text: '' })
      if (list === 'byZone')
        draft.topics[place]!.byZone.push({ zoneId: draft.zones[0]!.id, unitId: draft.intakeUnitId })
    })
  },
  async addZone() {
    try {
      const { name, latitude, longitude } = await wx.chooseLocation({})
      this.change((draft) => {
        draft.zones.push({
          id: makeId(),
          name: name.slice(0, 20) || '新片区',
          latitude,
          longitude,
          radiusM: 500,
        })
      })
    } catch {
      // Closing the map is a choice.
    }
  },
  drop(event: WechatMiniprogram.TouchEvent) {
    const {
      list,
      place,
      zone = 0,
    } = event.currentTarget.dataset as { list: string; place: number; zone?: number }
    this.change((draft) => {
      if (list === 'topics') draft.topics.splice(place, 1)
      if (list === 'templates') draft.templates.splice(place, 1)
      if (list === 'byZone') draft.topics[place]!.byZone.splice(zone, 1)
      if (list !== 'zones') return
      const [gone] = draft.zones.splice(place, 1)
      for (const topic of draft.topics)
        topic.byZone = topic.byZone.filter(({ zoneId }) => zoneId !== gone!.id)
    })
  },

  async save() {
    const { draft, view } = this
    if (!draft || !view || this.data.saving) return
    const problem = missingIn(draft)
    if (problem) return this.setData({ problem })
    this.setData({ saving: true })
    const answer = await setRules({ rules: draft, revision: view.revision })
    this.setData({ saving: false })
    if (answer.ok) {
      this.have(answer.data)
      return void wx.showToast({ title: '保存了，从现在起照这样办', icon: 'none' })
    }
    if (answer.code === 'OFFLINE') return this.setData({ problem: '现在没有网络，改的都还在，连上再点一次' })
    if (answer.code === 'BUSY') return this.setData({ problem: '刚才有人也改了规则，请退出去重新打开再改' })
    this.setData({ problem: sentenceFor(answer.code, answer.facts) })
  },
})
