/** What the scans of this phone that waited come to: a line each for what waits, what failed and what was stamped. */
import { waitingCheckIns, waitsForConsent } from '../../services/rallies/check-ins'
import { outcomes } from '../../services/rallies/outcomes'

export interface ScanNote {
  kind: 'held' | 'refused' | 'consent' | 'waiting' | 'stamped'
  sentence: string
}

export function scanNotes(): ScanNote[] {
  const calls = waitingCheckIns()
  const held = calls.filter((call) => call.held).length
  const waiting = calls.filter(({ refusal }) => refusal === null).length - held
  const consent = calls.filter(waitsForConsent).length
  const refused = calls.length - held - waiting - consent
  const stamped = outcomes().length
  const notes: [ScanNote['kind'], number, string][] = [
    ['held', held, '个章等您说一声谁在这儿'],
    ['refused', refused, '个章没盖上，看看原因'],
    ['consent', consent, '个章在等您同意隐私说明'],
    ['waiting', waiting, '个章已记下，有网就盖'],
    ['stamped', stamped, '个章已经盖上了'],
  ]
  return notes
    .filter(([, count]) => count > 0)
    .map(([kind, count, words]) => ({ kind, sentence: `${count} ${words}` }))
}
