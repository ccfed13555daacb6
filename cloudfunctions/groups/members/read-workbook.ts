/** The bytes of an .xlsx as cells. The readers are loaded on first use: few calls need them. */
import type { Sheet } from '../../../miniprogram/domain/roster-sheet'
import { Refusal } from '../../_kit/refusal'

/** A roster of 2,000 rows is some 200 KB. A small file may unpack to a huge one, so both are bounded. */
const FILE_MAX = 2_000_000
const UNPACKED_MAX = 40_000_000

/**
 * The first sheet of a workbook.
 * @throws Refusal SHEET_NOT_XLSX, SHEET_EMPTY
 */
export async function readWorkbook(bytes: Buffer): Promise<Sheet> {
  if (bytes.length === 0 || bytes.length > FILE_MAX) throw new Refusal('SHEET_NOT_XLSX')
  const formulas = await formulasIn(bytes)
  const { readSheet } = await import('read-excel-file/node')
  try {
    return { cells: await readSheet(bytes), formulas }
  } catch (error) {
    if ((error as { code?: string }).code === 'NO_DATA') throw new Refusal('SHEET_EMPTY')
    console.warn(JSON.stringify({ readWorkbook: String((error as Error)?.message ?? error) }))
    throw new Refusal('SHEET_NOT_XLSX')
  }
}

/** The cells that calculate. The reader gives only their last result, which may be missing, so the sheet is asked itself. */
async function formulasIn(bytes: Buffer): Promise<Set<string>> {
  const { strFromU8, unzipSync } = await import('fflate')
  let unpacked = 0
  const filter = ({ name, originalSize }: { name: string; originalSize: number }) => {
    unpacked += originalSize
    if (unpacked > UNPACKED_MAX) throw new Refusal('SHEET_NOT_XLSX')
    return /^xl\/(workbook\.xml|_rels\/workbook\.xml\.rels|worksheets\/[^/]+\.xml)$/.test(name)
  }
  let files: Record<string, Uint8Array>
  try {
    files = unzipSync(new Uint8Array(bytes), { filter })
  } catch {
    throw new Refusal('SHEET_NOT_XLSX')
  }
  const text = (name: string) => (files[name] ? strFromU8(files[name]) : '')
  const relation = /<sheet\b[^>]*?\br:id="([^"]+)"/.exec(text('xl/workbook.xml'))?.[1]
  const links = text('xl/_rels/workbook.xml.rels').match(/<Relationship\b[^>]*>/g) ?? []
  const link = links.find((each) => each.includes(`Id="${relation}"`))
  const target = /\bTarget="([^"]+)"/.exec(link ?? '')?.[1]?.replace(/^\/?(xl\/)?/, '')
  const sheet = text(`xl/${target}`)
  if (sheet === '') throw new Refusal('SHEET_NOT_XLSX')
  const cells = sheet.matchAll(/<c\b[^>]*?\br="([A-Z]+)(\d+)"[^>]*>\s*<f\b/g)
  return new Set([...cells].map(([, letters, row]) => `${Number(row) - 1}.${columnOf(letters!)}`))
}

/** A is 0, Z is 25, AA is 26. */
function columnOf(letters: string): number {
  return [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1
}
