/** Cases near by that may be the same as the one being written: shown, never in the way. */
import type { CasePlace } from '../../../../domain/cases'

Component({
  properties: {
    text: { type: String, value: '' },
    topicId: { type: String, value: '' },
    place: { type: Object, value: null as CasePlace | null },
  },
})
