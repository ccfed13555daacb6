/** What staff do with a case. Event: `moved` with the case as it stands then. */
import type { CaseView } from '../../../../domain/contract/requests'

Component({
  properties: {
    case: { type: Object, value: null as CaseView | null },
  },
})
