import { waitForScan, type ScanResult } from '../desk'
import { embedded, tell } from '../report'
import { openScanner } from '../sheets/scanner'
import { ApiFailure, callable } from './call'

/**
 * wx.scanCode: the page around the phone holds a code before the camera. Alone, the phone asks for the text of one.
 * A code read on the phone itself reports as a QR code.
 */
export const scanApi = {
  scanCode: callable('scanCode', async () => {
    const scanned = await new Promise<ScanResult | null>((resolve) => {
      const scanner = openScanner(embedded, (text) => resolve(text === null ? null : { result: text }))
      waitForScan((result) => {
        scanner.close()
        resolve(result)
      })
      tell({ type: 'scanning' })
    })
    waitForScan(null)
    if (!scanned) throw new ApiFailure('cancel')
    tell({ type: 'scanned', result: scanned.result })
    const { result, scanType = 'QR_CODE', charSet = 'utf-8', path } = scanned
    return {
      result,
      scanType,
      charSet,
      rawData: btoa(unescape(encodeURIComponent(result))),
      ...(path === undefined ? {} : { path }),
    }
  }),
}
