/** Whether units stand beside each other in the figures: off, until somebody says in writing why. Saved at once, by itself. */
import type { CaseRulesView } from '../../../../domain/contract/requests/rules'
import { sentenceFor } from '../../../../domain/errors'
import { compareUnits } from '../../../../services/requests-figures'

Component({
  properties: {
    /** Who switched it on, and why; null: off. */
    compared: { type: Object, value: null as CaseRulesView['compared'] },
  },
  data: { now: null as CaseRulesView['compared'], reason: '', problem: '', busy: false },
  observers: {
    compared(compared: CaseRulesView['compared']) {
      this.setData({ now: compared })
    },
  },
  methods: {
    typed(event: WechatMiniprogram.CustomEvent<{ value: string }>) {
      this.data.reason = event.detail.value
      if (this.data.problem) this.setData({ problem: '' })
    },
    switchOn() {
      const reason = this.data.reason.trim()
      if ([...reason].length < 4) return this.setData({ problem: '写一句为什么要按单位看，看的人都读得到' })
      return this.send(reason)
    },
    switchOff() {
      return this.send(null)
    },
    /** What is typed stays until the cloud has it. */
    async send(reason: string | null) {
      if (this.data.busy) return
      this.setData({ busy: true, problem: '' })
      const answer = await compareUnits(reason)
      this.setData({ busy: false })
      if (answer.ok) return this.setData({ now: answer.data.compared, reason: '' })
      const offline = answer.code === 'OFFLINE'
      this.setData({
        problem: offline ? '现在没有网络，连上再点一次' : sentenceFor(answer.code, answer.facts),
      })
    },
  },
})
