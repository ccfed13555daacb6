import { callable } from './call'
import { createInnerAudioContext } from './audio'

let manager: Record<string, unknown> | null = null

/** wx.getBackgroundAudioManager: one sound for the whole app, which starts when it is given a source. */
function backgroundAudio(): Record<string, unknown> {
  const audio = createInnerAudioContext() as Record<string, (() => void) | unknown>
  const source = Object.getOwnPropertyDescriptor(audio, 'src')
  Object.defineProperty(audio, 'src', {
    enumerable: true,
    get: source?.get,
    set(path: string) {
      source?.set?.call(audio, path)
      // its address may come a moment later, as that of a file in the cloud does
      Object.assign(audio, { autoplay: true })
    },
  })
  // what the lock screen would show, and its buttons for the next and the last piece
  const words = { title: '', epname: '', singer: '', coverImgUrl: '', webUrl: '', protocol: 'http' }
  return Object.assign(audio, words, { onPrev: () => undefined, onNext: () => undefined })
}

export const soundApi = {
  getBackgroundAudioManager: () => (manager ??= backgroundAudio()),
  getAvailableAudioSources: callable('getAvailableAudioSources', () => ({
    audioSources: ['auto', 'mic'],
  })),
  createWebAudioContext: () => new AudioContext(),
}
