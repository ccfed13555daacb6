/** Asks for what a move needs: a unit, a colleague, days, a class, words. Events: `chosen` with the input, `close`. */
import { CASE_KINDS, CASE_TEXT_MAX } from '../../../../../domain/cases'
import type { CaseKind } from '../../../../../domain/cases'
import type { CaseView } from '../../../../../domain/contract/requests'
import type { DeskChoices } from '../../../../../domain/contract/requests/desk'
import type { DeskAct } from '../acts'
import { inputOf, missingFrom, peopleFor, unitsFor } from './choices'

const WORKDAYS = [1, 2, 3, 5, 10, 15]
const KINDS = Object.keys(CASE_KINDS) as CaseKind[]

Component({
  properties: {
    /** Null: nothing is asked. */
    act: { type: Object, value: null as DeskAct | null },
    choices: { type: Object, value: null as DeskChoices | null },
    case: { type: Object, value: null as CaseView | null },
    busy: { type: Boolean, value: false },
  },
  data: {
    max: CASE_TEXT_MAX,
    text: '',
    elsewhere: '',
    problem: '',
    /** Places in the lists below; -1 before anything is chosen. */
    ...{ unit: -1, person: -1, days: 2, kind: 0, topic: -1 },
    ...{ units: [] as string[], people: [] as string[], topics: [] as string[] },
    workdays: WORKDAYS.map((days) => `${days} 个工作日`),
    kinds: KINDS.map((kind) => CASE_KINDS[kind].label),
    proposed: false,
  },
  observers: {
    act(act: DeskAct | null) {
      if (act) this.setData({ text: '', elsewhere: '', problem: '', unit: -1, person: -1, days: 2 })
    },
    choices(choices: DeskChoices | null) {
      const { act } = this.data
      const view = this.data.case as CaseView | null
      if (!act || !choices || !view) return
      const units = unitsFor(act as DeskAct, view, choices)
      const proposal = (act as DeskAct).move === 'dispatch' ? choices.proposal : null
      this.setData({
        units: units.map(({ name }) => name),
        unit: units.findIndex(({ unitId }) => unitId === proposal?.unitId),
        proposed: proposal !== null,
        people: peopleFor(act as DeskAct, view, choices).map(({ name, unitName }) => `${name} · ${unitName}`),
        topics: choices.topics.map(({ name }) => name),
        topic: choices.topics.findIndex(({ id }) => id === view.topicId),
        kind: KINDS.indexOf(view.kind),
      })
    },
  },
  methods: {
    typed(event: WechatMiniprogram.CustomEvent<{ value: string }>) {
      const { field } = event.currentTarget.dataset as { field: 'text' | 'elsewhere' }
      this.data[field] = event.detail.value
    },
    useTemplate(event: WechatMiniprogram.TouchEvent) {
      const { id } = event.currentTarget.dataset as { id: string }
      const template = (this.data.choices as DeskChoices | null)?.templates.find((each) => each.id === id)
      if (template)
        this.setData({ text: this.data.text ? `${this.data.text}\n${template.text}` : template.text })
    },
    picked(event: WechatMiniprogram.PickerChange) {
      const { field } = event.currentTarget.dataset as { field: string }
      this.setData({
        [field]: Number(event.detail.value),
        problem: '',
        ...(field === 'unit' ? { proposed: false } : {}),
      })
    },
    send() {
      const act = this.data.act as DeskAct | null
      const view = this.data.case as CaseView | null
      if (!act || !view) return
      const { text, elsewhere, unit, person, days, kind, topic } = this.data
      const choices = this.data.choices as DeskChoices | null
      const input = inputOf(act, view, choices, {
        ...{ text: text.trim(), elsewhere: elsewhere.trim(), unit, person, topic },
        workdays: WORKDAYS[days]!,
        kind: KINDS[kind]!,
      })
      const problem = missingFrom(act, input)
      if (problem) return this.setData({ problem })
      this.triggerEvent('chosen', { input })
    },
    close() {
      this.triggerEvent('close')
    },
    changed(event: WechatMiniprogram.CustomEvent<{ visible: boolean }>) {
      if (!event.detail.visible) this.close()
    },
  },
})
