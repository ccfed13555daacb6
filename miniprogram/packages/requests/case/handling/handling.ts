/** What staff do with a case: one clear thing by its state, the rest behind 更多. Event: `moved` with the case then. */
import type { CaseView } from '../../../../domain/contract/requests'
import type { DeskChoices } from '../../../../domain/contract/requests/desk'
import { sentenceFor } from '../../../../domain/errors'
import { cloudTime } from '../../../../services/clock'
import { moveAtDesk, openDesk } from '../../../../services/requests-desk'
import type { DeskInput } from '../../../../services/requests-desk'
import { actsFor, DESK_ACTS } from './acts'
import type { DeskAct } from './acts'
import { factsOf } from './facts'
import type { DeskFact } from './facts'

Component({
  options: { multipleSlots: true },
  properties: {
    case: { type: Object, value: null as CaseView | null },
  },
  data: {
    main: null as DeskAct | null,
    second: null as DeskAct | null,
    rest: [] as DeskAct[],
    facts: [] as DeskFact[],
    more: false,
    act: null as DeskAct | null,
    choices: null as DeskChoices | null,
    busy: false,
  },
  observers: {
    case(view: CaseView | null) {
      if (!view) return
      this.setData({ ...actsFor(view.mayMove), facts: factsOf(view, cloudTime()) })
    },
  },
  methods: {
    showMore() {
      this.setData({ more: !this.data.more })
    },
    tapped(event: WechatMiniprogram.TouchEvent) {
      const { move } = event.currentTarget.dataset as { move: string }
      const act = DESK_ACTS.find((each) => each.move === move)
      if (!act || this.data.busy) return
      if (act.words === null && act.choices.length === 0) return void this.send(act, {})
      void this.open(act)
    },
    /** The sheet is there at once; what it offers to choose from comes a moment later. */
    async open(act: DeskAct) {
      this.setData({ act, choices: null })
      if (act.move === 'merge') return // Its own sheet asks for the number.
      const view = this.data.case as CaseView | null
      if (!view || (act.choices.length === 0 && act.move !== 'answer')) return
      const answer = await openDesk(view.caseId)
      if (answer.ok) return this.setData({ choices: answer.data })
      if (act.choices.length === 0) return // Without templates one writes the answer oneself.
      this.close()
      say(answer.code === 'OFFLINE' ? '现在没有网络，连上再点一次' : sentenceFor(answer.code, answer.facts))
    },
    close() {
      this.setData({ act: null })
    },
    chosen(event: WechatMiniprogram.CustomEvent<{ input: DeskInput }>) {
      if (this.data.act) void this.send(this.data.act, event.detail.input)
    },
    /** What is typed stays until the cloud has it. */
    async send(act: DeskAct, input: DeskInput) {
      const view = this.data.case as CaseView | null
      if (!view || this.data.busy) return
      this.setData({ busy: true })
      const answer = await moveAtDesk(act.action, view.caseId, input)
      this.setData({ busy: false })
      if (answer.ok) {
        this.setData({ act: null, more: false })
        say(act.done)
        return this.triggerEvent('moved', { case: answer.data.case })
      }
      say(
        answer.code === 'OFFLINE'
          ? '现在没有网络，还没有记上，连上再点一次'
          : sentenceFor(answer.code, answer.facts),
      )
      if (answer.code === 'MOVE_REFUSED' || answer.code === 'NOT_ALLOWED') {
        this.close()
        this.triggerEvent('moved', {})
      }
    },
  },
})

function say(title: string) {
  wx.showToast({ title, icon: 'none', duration: 3000 })
}
