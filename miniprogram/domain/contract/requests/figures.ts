/** Figures of cases, and their sheet. */
import type { CaseFigures } from '../../case-figures'
import type { Action } from '../envelope'

export interface CaseFiguresActions {
  /** Officials: a month of the district. Units beside each other only where that was switched on in writing. */
  readFigures: Action<
    { month: string },
    {
      figures: CaseFigures
      units: { unitId: string; name: string; figures: CaseFigures }[] | null
      /** Who switched the comparison on, and why. */
      compared: { by: string; reason: string } | null
      /** The reader may take the month as a sheet. A cloud of before does not say. */
      mayExport?: boolean
    }
  >
  /**
   * Heads, intake, arbiter, 督查: the month's cases as a spreadsheet with who took it and when, without phone numbers.
   * Kept on record; a repeat of the same id is one record.
   */
  exportCases: Action<
    { month: string; exportId: string },
    { fileName: string; base64: string; rows: number; whole: boolean }
  >
}
