/** What is said of cases that may be the same. Pure. */
import type { SimilarCase } from '../../../../domain/contract/requests/duplicates'
import { sayTime } from '../../../../domain/times'

export interface SimilarLine {
  /** '' for whom it does not concern. */
  caseId: string
  title: string
  line: string
  /** Said when it is tapped by whom it does not concern. */
  all: string
}

export function similarLines(similar: SimilarCase[], now: number): SimilarLine[] {
  return similar.map(({ title, shown, metres, receivedAt, case: mine }) => ({
    caseId: mine?.caseId ?? '',
    title,
    line: `${shownToAll(shown)} · ${metres < 5 ? '就在这里' : `离这里 ${metres} 米`}`,
    all: `别人提的，${sayTime(receivedAt, now)} 收到。能看到的就这些，也可以接着交你的。`,
  }))
}

/** 等你补充 and 有答复，你定 speak to the requester alone: to others it is in hand. */
function shownToAll(shown: string): string {
  return shown.includes('你') ? '在办' : shown
}
