import { render } from './simulated'

const stamp = (properties: object) =>
  render('packages/rallies/stamp/stamp', { name: '友邻中心', ...properties }).dom

it('shows name and date in ink once stamped', () => {
  const dom = stamp({ kind: 'stamped', date: '2026.11.22', tilt: 4 })
  expect(dom.textContent).toContain('友邻中心')
  expect(dom.textContent).toContain('2026.11.22')
  expect(dom.innerHTML).toContain('mark-stamped')
  expect(dom.innerHTML).toContain('rotate(4deg)')
})

it('is only a named place before that: no date, no turn', () => {
  const dom = stamp({ kind: 'empty', date: '', tilt: 4 })
  expect(dom.textContent).toContain('友邻中心')
  expect(dom.innerHTML).toContain('mark-empty')
  expect(dom.innerHTML).toContain('rotate(0deg)')
})

it('never looks stamped while it waits for the network', () => {
  const dom = stamp({ kind: 'waiting', name: '', falling: true })
  expect(dom.textContent).toContain('有网就盖')
  expect(dom.innerHTML).not.toContain('mark-stamped')
  expect(dom.innerHTML).not.toContain('falling')
})
