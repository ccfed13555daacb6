import { render, until } from './simulated'

const NOW = Date.UTC(2026, 10, 22, 7, 0)
const MINUTE = 60_000

const mention = (fields: object = {}) => ({
  obligationId: 'o1',
  personId: 'p1',
  name: '示例·陈主任',
  state: 'asked',
  steps: [],
  dueAt: NOW + 30 * MINUTE,
  concernsMe: true,
  mine: false,
  ...fields,
})

const chip = (fields: object = {}) =>
  render('components/mention-chip/mention-chip', { mention: mention(fields), now: NOW })

it.each([
  ['asked', '已送到', 'quiet'],
  ['seen', '已看到', 'quiet'],
  ['acknowledged', '收到', 'gold'],
  ['answered', '已回应', 'done'],
])('says %s to those concerned', (state, word, tone) => {
  const { dom } = chip({ state })
  expect(dom.textContent).toContain(`@示例·陈主任`)
  expect(dom.textContent).toContain(word)
  expect(dom.innerHTML).toContain(`tone-${tone}`)
})

it('turns late by the clock alone, and only for those concerned', () => {
  const mine = chip()
  expect(mine.dom.innerHTML).not.toContain('tone-late')
  mine.setData({ now: NOW + 31 * MINUTE })
  expect(mine.dom.innerHTML).toContain('tone-late')
  expect(mine.dom.textContent).toContain('超时')
  const other = render('components/mention-chip/mention-chip', {
    mention: mention({ concernsMe: false }),
    now: NOW + 31 * MINUTE,
  })
  expect(other.dom.innerHTML).not.toContain('tone-late')
})

it('shows everyone else only 处理中 or 已回应', () => {
  expect(chip({ concernsMe: false, state: 'asked', dueAt: null }).dom.textContent).toContain('处理中')
  expect(chip({ concernsMe: false, state: 'answered', dueAt: null }).dom.textContent).toContain('已回应')
})

it('opens for those concerned and for nobody else', async () => {
  const opened: unknown[] = []
  // The one it does not concern is tapped first: had it opened, it would stand before the other.
  for (const concernsMe of [false, true]) {
    const component = chip({ concernsMe })
    component.addEventListener('open', (event) => opened.push(event.detail))
    component.querySelector('.touch')!.dispatchEvent('tap')
  }
  await until(() => opened.length > 0)
  expect(opened).toEqual([{ obligationId: 'o1' }])
})
