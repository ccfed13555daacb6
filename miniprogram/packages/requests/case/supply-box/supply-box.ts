/** 补充: what the officials asked for, in words and photos. Kept with every letter, and sent when there is a network. */
import { CASE_TEXT_MAX } from '../../../../domain/cases'
import { sentenceFor } from '../../../../domain/errors'
import { dropSupply, keepSupply, readSupply } from '../../../../services/case-draft'
import type { DraftPicture } from '../../../../services/drafts'
import { dropCall, onOutbox } from '../../../../services/outbox'
import { supply, waitingSupply } from '../../../../services/requests'
import type { SupplyInput } from '../../../../services/requests'

Component({
  properties: {
    caseId: { type: String, value: '' },
  },
  data: { words: '', pictures: [] as DraftPicture[], waiting: false, problem: '' },
  lifetimes: {
    attached() {
      this.setData(readSupply(this.data.caseId))
      this.look()
      stops.set(
        this,
        onOutbox(() => this.look()),
      )
    },
    detached() {
      stops.get(this)?.()
    },
  },
  methods: {
    /** One that was refused is written again: its words come back. */
    look() {
      const { caseId } = this.data
      const call = waitingSupply(caseId)
      if (!call?.refusal) return this.setData({ waiting: call !== undefined })
      const { words, photos = [] } = call.input as SupplyInput
      const pictures = photos.map(({ fileId: path, width, height }) => ({ path, width, height }))
      const problem = sentenceFor(call.refusal.code, call.refusal.facts)
      if (!dropCall(call.id)) return
      keepSupply(caseId, { words, pictures })
      this.setData({ waiting: false, words, pictures, problem })
    },
    typed(event: WechatMiniprogram.CustomEvent<{ value: string }>) {
      this.data.words = event.detail.value // Setting it on every letter would move the cursor.
      this.keep()
    },
    pictured(event: WechatMiniprogram.CustomEvent<{ pictures: DraftPicture[] }>) {
      this.setData({ pictures: event.detail.pictures })
      this.keep()
    },
    keep() {
      const { caseId, words, pictures } = this.data
      keepSupply(caseId, { words, pictures })
    },
    send() {
      const { caseId, pictures } = this.data
      const words = this.data.words.trim()
      if (words === '') return this.setData({ problem: '写一句，再交' })
      if ([...words].length > CASE_TEXT_MAX)
        return this.setData({ problem: sentenceFor('TEXT_TOO_LONG', { max: CASE_TEXT_MAX }) })
      try {
        supply(caseId, words, pictures)
      } catch {
        return this.setData({ problem: '手机存储满了，内容还在，清理一下再交' })
      }
      dropSupply(caseId)
      this.setData({ words: '', pictures: [], problem: '', waiting: true })
    },
  },
})

const stops = new WeakMap<object, () => void>()
