import { putTemporary } from '../files/disk'

type Listener = (fact: object) => void
interface Options {
  duration?: number
  sampleRate?: number
  numberOfChannels?: number
}

const EVENTS = [
  'Start',
  'Pause',
  'Resume',
  'Stop',
  'Error',
  'FrameRecorded',
  'InterruptionBegin',
  'InterruptionEnd',
]
/** The platform's own limit for one recording, and its default (ms). */
const [LONGEST, USUAL] = [600_000, 60_000]

/** wx.getRecorderManager: the microphone of this computer, if the browser lets it be heard; files are WebM. */
function createRecorder(): object {
  const listeners = new Map<string, Listener>()
  const tell = (event: string, fact: object = {}) => listeners.get(event)?.(fact)
  const fail = (why: string) => tell('Error', { errMsg: `operateRecorder:fail ${why}` })
  let recorder: MediaRecorder | null = null
  let timer = 0

  async function start({ duration = USUAL, sampleRate, numberOfChannels }: Options = {}) {
    if (recorder) return fail('is recording or paused')
    const stream = await navigator.mediaDevices
      ?.getUserMedia({ audio: { sampleRate, channelCount: numberOfChannels } })
      .catch(() => null)
    if (!stream) return fail('auth deny')
    const parts: Blob[] = []
    const own = new MediaRecorder(stream)
    const began = performance.now()
    recorder = own
    own.ondataavailable = ({ data }) => void parts.push(data)
    own.onstop = () => {
      clearTimeout(timer)
      recorder = null
      stream.getTracks().forEach((track) => track.stop())
      const blob = new Blob(parts, { type: own.mimeType })
      const lasted = Math.round(performance.now() - began)
      tell('Stop', { tempFilePath: putTemporary(blob, '.webm'), duration: lasted, fileSize: blob.size })
    }
    own.start()
    timer = window.setTimeout(() => own.stop(), Math.min(duration, LONGEST))
    tell('Start')
  }

  const when = (wanted: string[], act: (own: MediaRecorder) => void) => () => {
    if (!recorder || !wanted.includes(recorder.state)) return fail('recorder not start')
    act(recorder)
  }
  return {
    start: (options?: Options) => void start(options),
    pause: when(['recording'], (own) => {
      own.pause()
      tell('Pause')
    }),
    resume: when(['paused'], (own) => {
      own.resume()
      tell('Resume')
    }),
    stop: when(['recording', 'paused'], (own) => own.stop()),
    ...Object.fromEntries(
      EVENTS.map((event) => [`on${event}`, (listener: Listener) => void listeners.set(event, listener)]),
    ),
  }
}

let one: object | null = null

export const recorderApi = { getRecorderManager: () => (one ??= createRecorder()) }
