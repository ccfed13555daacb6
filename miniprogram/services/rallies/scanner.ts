/** The camera: from a tap to the text of one of our codes. */
import { codeIn } from '../../domain/codes'

/**
 * @returns the code's text, '' when what was scanned is none of ours, null when the person closed the camera or, after
 * being told so, when it did not work
 */
export async function scanWithCamera(): Promise<string | null> {
  try {
    const scanned = await wx.scanCode({ onlyFromCamera: true, scanType: ['qrCode', 'wxCode'] as never })
    return codeIn(scanned.path ?? '') ?? codeIn(scanned.result ?? '') ?? ''
  } catch (error) {
    const { errMsg } = error as { errMsg?: string }
    // Closing the camera is a choice, not a failure.
    if (!errMsg?.includes('cancel')) wx.showToast({ title: '没有扫成，请再试一次', icon: 'none' })
    return null
  }
}
