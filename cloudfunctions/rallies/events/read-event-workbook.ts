/** The sheets of an .xlsx as cells, by their names. The readers are loaded on first use: few calls need them. */
import { Refusal } from '../../_kit/refusal'

const FILE_MAX = 2_000_000
const UNPACKED_MAX = 40_000_000

/** @throws Refusal SHEET_NOT_XLSX */
export async function readEventWorkbook(bytes: Buffer): Promise<Record<string, unknown[][]>> {
  if (bytes.length === 0 || bytes.length > FILE_MAX) throw new Refusal('SHEET_NOT_XLSX')
  await refuseBomb(bytes)
  const { default: readSheets } = await import('read-excel-file/node')
  try {
    const sheets = await readSheets(bytes)
    return Object.fromEntries(sheets.map(({ sheet, data }) => [sheet, data]))
  } catch (error) {
    console.warn(JSON.stringify({ readEventWorkbook: String((error as Error)?.message ?? error) }))
    throw new Refusal('SHEET_NOT_XLSX')
  }
}

/** A small file may unpack to a huge one. */
async function refuseBomb(bytes: Buffer): Promise<void> {
  const { unzipSync } = await import('fflate')
  let unpacked = 0
  const filter = ({ originalSize }: { originalSize: number }) => {
    unpacked += originalSize
    return false
  }
  try {
    unzipSync(new Uint8Array(bytes), { filter })
  } catch {
    throw new Refusal('SHEET_NOT_XLSX')
  }
  if (unpacked > UNPACKED_MAX) throw new Refusal('SHEET_NOT_XLSX')
}
