/** Who called or came by finds his case: by the number he called with and the number he was told. */
import { parseCaseNumber, sayCaseNumber } from '../../../domain/case-numbers'
import { sentenceFor } from '../../../domain/errors'
import { claimCase } from '../../../services/requests-callers'

Page({
  data: {
    state: 'ready' as const,
    number: '',
    trouble: '',
    busy: false,
    sheet: '' as '' | 'consent' | 'phone',
  },
  /** Shown in groups of four once it is whole: as he was told it. */
  typed(event: WechatMiniprogram.CustomEvent<{ value: string }>) {
    const number = parseCaseNumber(event.detail.value)
    this.data.number = event.detail.value
    this.setData({ trouble: '', ...(number ? { number: sayCaseNumber(number) } : {}) })
  },
  async find() {
    if (this.data.busy) return
    const number = parseCaseNumber(this.data.number)
    if (!number) return this.setData({ trouble: sentenceFor('CASE_NUMBER_WRONG', {}) })
    this.setData({ busy: true, trouble: '' })
    const answer = await claimCase(number)
    this.setData({ busy: false })
    if (answer.ok)
      return wx.redirectTo({ url: `/packages/requests/case/case?caseId=${answer.data.case.caseId}` })
    if (answer.code === 'PHONE_NEEDED') return this.setData({ sheet: 'phone' })
    if (answer.code === 'CONSENT_NEEDED') return this.setData({ sheet: 'consent' })
    this.setData({ trouble: sentenceFor(answer.code, answer.facts) })
  },
  done() {
    this.setData({ sheet: '' })
    void this.find()
  },
  closeSheet() {
    this.setData({ sheet: '' })
  },
})
