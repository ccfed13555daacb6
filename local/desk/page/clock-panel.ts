import { button, element } from './element'
import { say } from './notice'
import { advanceClock } from './wire'

const MINUTE = 60_000
const STEPS: [string, string, number][] = [
  ['10m', '十分钟后', 10 * MINUTE],
  ['1h', '一小时后', 60 * MINUTE],
  ['1d', '一天后', 24 * 60 * MINUTE],
]

/** The cloud's clock: what it shows, and buttons that move it on. */
export function clockPanel(): { panel: HTMLElement; show(now: number): void } {
  const face = element('time', { 'data-testid': 'clock-now' })
  const show = (now: number) => {
    face.dateTime = new Date(now).toISOString()
    face.textContent = new Date(now).toLocaleString('zh-CN', {
      timeZone: 'Asia/Shanghai',
      month: 'long',
      day: 'numeric',
      weekday: 'short',
      hour: '2-digit',
      minute: '2-digit',
      second: '2-digit',
      hour12: false,
    })
  }
  const steps = STEPS.map(([id, label, ms]) =>
    button(label, { 'data-testid': `clock-advance-${id}` }, () => {
      advanceClock(ms).then(
        (answer) => show(answer.now),
        (error: Error) => say(error.message),
      )
    }),
  )
  const panel = element(
    'section',
    {},
    element('h2', {}, '云端的钟'),
    element('div', { class: 'bar' }, face, element('span', { class: 'acts' }, ...steps)),
    element('p', { class: 'hint' }, '只往前拨，只拨云端；手机上的钟不变。重新启动后回到现在。'),
  )
  return { panel, show }
}
