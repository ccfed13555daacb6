import type { ClockMove, DeskClock } from '../data'
import { button, element } from './element'
import { say } from './notice'
import { moveClock } from './wire'

const MINUTE = 60_000
const STEPS: [string, string, number][] = [
  ['10m', '十分钟后', 10 * MINUTE],
  ['1h', '一小时后', 60 * MINUTE],
  ['1d', '一天后', 24 * 60 * MINUTE],
]

/** The cloud's clock: what it shows, buttons that let time pass, stop it, or set it. */
export function clockPanel(): { panel: HTMLElement; show(clock: DeskClock): void } {
  const face = element('time', { 'data-testid': 'clock-now' })
  const state = element('span', { class: 'hint', 'data-testid': 'clock-state' })
  const wanted = element('input', {
    type: 'datetime-local',
    'aria-label': '要拨到的时间（北京时间）',
    'data-testid': 'clock-time',
  })
  let frozen = false

  const show = (clock: DeskClock) => {
    frozen = clock.frozen
    face.dateTime = new Date(clock.now).toISOString()
    face.textContent = sayChinaTime(clock.now)
    state.textContent = frozen ? '停着' : '走着'
    stopper.textContent = frozen ? '走起来' : '停住'
  }
  const move = async (how: ClockMove) => {
    panel.setAttribute('aria-busy', 'true')
    await moveClock(how).then(
      (clock) => {
        show(clock)
        const { fired = 0, failed = 0 } = clock
        if (fired) say(`${fired} 个定时任务响过${failed ? `，${failed} 个没成` : ''}。`)
      },
      (error: Error) => say(error.message),
    )
    panel.removeAttribute('aria-busy')
  }
  const stopper = button('停住', { 'data-testid': 'clock-freeze' }, () => {
    void move(frozen ? { resume: true } : { freeze: true })
  })
  const steps = STEPS.map(([id, label, ms]) =>
    button(label, { 'data-testid': `clock-advance-${id}` }, () => void move({ advance: ms })),
  )
  const setter = button('拨到', { 'data-testid': 'clock-set' }, () => {
    if (!wanted.value) return say('先在左边选一个时间。')
    void move({ set: Date.parse(`${wanted.value}+08:00`) })
  })
  const today = button('回到现在', { class: 'quiet', 'data-testid': 'clock-today' }, () => {
    void move({ set: 'now' })
  })
  const panel = element(
    'section',
    {},
    element('h2', {}, '云端的钟'),
    element(
      'div',
      { class: 'bar' },
      element('span', { class: 'acts' }, face, state),
      element('span', { class: 'acts' }, ...steps, stopper),
    ),
    element('div', { class: 'bar second' }, element('span', { class: 'acts' }, wanted, setter, today)),
    element(
      'p',
      { class: 'hint' },
      '「以后」是让时间过去，路上到点的定时任务逐个响过；「拨到」是跳过去，中间的不响。只拨云端，手机上的钟不变。重新启动后接着这里走。',
    ),
  )
  return { panel, show }
}

function sayChinaTime(ms: number): string {
  return new Date(ms).toLocaleString('zh-CN', {
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
