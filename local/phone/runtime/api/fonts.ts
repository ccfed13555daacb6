import { assetUrl } from '../assets'
import { ApiFailure, callable } from './call'

interface Font {
  family: string
  source: string
  desc?: { style?: string; weight?: string; variant?: string }
}

/** Fonts and idle time. */
export const fontApi = {
  loadFontFace: callable<Font>('loadFontFace', async ({ family, source, desc = {} }) => {
    const url = /url\(\s*["']?(.*?)["']?\s*\)/.exec(source)?.[1] ?? source
    const address = assetUrl(url, '')
    if (address === 'data:,') throw new ApiFailure('the local phone fetches no fonts from the network')
    const face = new FontFace(family, `url("${address}")`, { style: desc.style, weight: desc.weight })
    document.fonts.add(
      await face.load().catch(() => Promise.reject(new ApiFailure('the font could not be read'))),
    )
    return { status: 'loaded' }
  }),
  requestIdleCallback: (act: (deadline: object) => void, options?: { timeout?: number }) =>
    requestIdleCallback(act, options),
  cancelIdleCallback: (id: number) => cancelIdleCallback(id),
  // what a third party's platform writes beside app.json: nothing
  getExtConfig: callable('getExtConfig', () => ({ extConfig: {} })),
  getExtConfigSync: () => ({}),
  setTopBarText: callable('setTopBarText', () => undefined),
  setInnerAudioOption: callable('setInnerAudioOption', () => undefined),
  getSelectedTextRange: callable('getSelectedTextRange', () => {
    const field = document.activeElement as HTMLInputElement | null
    if (typeof field?.selectionStart !== 'number') throw new ApiFailure('no focused input')
    return { start: field.selectionStart, end: field.selectionEnd }
  }),
}
