/**
 * Cases near by that may be the same as the one being written: shown, never in the way. Asked when what it says, its topic
 * or its place has changed; without an answer, as without a network, nothing is shown.
 */
import type { CasePlace } from '../../../../domain/cases'
import { cloudTime } from '../../../../services/clock'
import { photoLinks } from '../../../../services/requests'
import { findSimilar } from '../../../../services/requests-duplicates'
import { similarLines } from './lines'
import type { SimilarLine } from './lines'

Component({
  properties: {
    text: { type: String, value: '' },
    topicId: { type: String, value: '' },
    place: { type: Object, value: null as CasePlace | null },
  },
  data: {
    lines: [] as SimilarLine[],
    /** Of the nearest that may be opened and has one; '' else. */
    ...{ photo: '', photoOf: '' },
    /** Place of the line of which all that may be seen is said; -1 for none. */
    told: -1,
  },
  observers: {
    'text, topicId, place'() {
      void this.ask()
    },
  },
  methods: {
    async ask() {
      const { text, topicId } = this.data
      const place = this.data.place as CasePlace | null
      const wish = JSON.stringify([text.trim(), topicId, place])
      if (wish === this.asked()) return
      this.asked(wish)
      if (!place || !topicId || text.trim() === '') return this.show([])
      const answer = await findSimilar({ text: text.trim(), topicId, place, notCaseId: null })
      if (wish !== this.asked()) return
      if (!answer.ok) {
        this.asked('') // The same words may be asked about again once there is a network.
        return this.show([])
      }
      const { similar } = answer.data
      this.show(similarLines(similar, cloudTime()))
      const pictured = similar.find((each) => each.case !== null && each.case.photos > 0)?.case
      if (!pictured) return
      const links = await photoLinks(pictured.caseId)
      const url = links.ok ? links.data.photos.find((photo) => photo.url !== '')?.url : undefined
      if (url && wish === this.asked()) this.setData({ photo: url, photoOf: pictured.caseId })
    },
    /** What was asked about last; nothing of it is drawn. */
    asked(wish?: string): string {
      const own = this as unknown as { wish?: string }
      if (wish !== undefined) own.wish = wish
      return own.wish ?? ''
    },
    show(lines: SimilarLine[]) {
      if (lines.length > 0 || this.data.lines.length > 0)
        this.setData({ lines, photo: '', photoOf: '', told: -1 })
    },
    open(event: WechatMiniprogram.TouchEvent) {
      const { place } = event.currentTarget.dataset as { place: number }
      const caseId = this.data.lines[place]?.caseId
      if (caseId) return void wx.navigateTo({ url: `/packages/requests/case/case?caseId=${caseId}` })
      this.setData({ told: this.data.told === place ? -1 : place })
    },
    look() {
      wx.previewImage({ current: this.data.photo, urls: [this.data.photo] })
    },
    /** It is another thing: not said again of the same words. */
    goOn() {
      this.show([])
    },
  },
})
