/** The hint on the form that a case like this one is near: what it shows of whose, and that it is never in the way. */
import { actsFor } from '../../miniprogram/packages/requests/case/handling/acts'
import { render, until } from './simulated'

const PLACE = { latitude: 22.84, longitude: 113.25, address: '示例路 1 号' }
const RECEIVED = Date.UTC(2026, 3, 13, 2)
const similar = [
  { title: '路灯不亮', shown: '有答复，你定', metres: 12, receivedAt: RECEIVED, case: null },
  {
    ...{ title: '门口路灯坏了', shown: '在办', metres: 30, receivedAt: RECEIVED },
    case: { caseId: 'mine', number: '48217735', photos: 1 },
  },
]
const asked: unknown[] = []
let cloud: (input: unknown) => unknown

jest.mock('../../miniprogram/services/requests-duplicates', () => ({
  findSimilar: (input: unknown) => {
    asked.push(input)
    return Promise.resolve(cloud(input))
  },
  findNumbered: (input: unknown) => {
    asked.push(input)
    return Promise.resolve(cloud(input))
  },
}))
jest.mock('../../miniprogram/services/requests', () => ({
  photoLinks: (caseId: string) =>
    Promise.resolve({
      ok: true,
      data: { photos: [{ photoId: 'p', state: 'shown', url: `/${caseId}.jpg` }] },
    }),
}))
jest.mock('../../miniprogram/services/clock', () => ({ cloudTime: () => RECEIVED }))

const PATH = 'packages/requests/form/similar/similar'
const filled = { text: '路灯不亮', topicId: 'streets', place: PLACE }
beforeEach(() => {
  asked.length = 0
  cloud = () => ({ ok: true, data: { similar } })
})
afterEach(() => jest.restoreAllMocks())

it('says how many are near, opens what one may open, and tells all there is of another’s', async () => {
  const navigateTo = jest.spyOn(wx, 'navigateTo').mockImplementation((() => undefined) as never)
  const hint = render(PATH, filled)
  await until(() => hint.data.photo === '/mine.jpg')
  expect(hint.dom.textContent).toContain('附近有 2 件像这样的')
  expect(hint.dom.textContent).toContain('在办 · 离这里 12 米')
  expect(hint.dom.textContent).not.toContain('你定')
  const open = (place: number) =>
    (hint as unknown as { instance: { open(event: object): void } }).instance.open({
      currentTarget: { dataset: { place } },
    })
  open(0)
  expect(navigateTo).not.toHaveBeenCalled()
  expect(hint.dom.textContent).toContain('别人提的，今天 10:00 收到')
  open(1)
  expect(navigateTo).toHaveBeenCalledWith({ url: '/packages/requests/case/case?caseId=mine' })
})

it('is put away by a tap and does not come back by itself', async () => {
  const hint = render(PATH, filled)
  await until(() => hint.dom.textContent!.includes('不一样，接着交'))
  hint.querySelector('.on')!.dispatchEvent('tap')
  await until(() => !hint.dom.textContent!.includes('不一样'))
  hint.setData({ text: '路灯不亮' })
  expect(asked).toHaveLength(1)
})

it('is nothing without a place, and nothing without a network', async () => {
  expect(render(PATH, { ...filled, place: null }).dom.textContent!.trim()).toBe('')
  expect(asked).toEqual([])
  cloud = () => ({ ok: false, code: 'OFFLINE', facts: {} })
  const hint = render(PATH, filled)
  await until(() => asked.length === 1)
  expect(hint.data.lines).toEqual([])
})

it('merging: reads the other case back, and finds a slip of a digit by itself', async () => {
  // Loaded after the cloud above has taken its place.
  const { lookUp } = await import('../../miniprogram/packages/requests/case/handling/merge-sheet/look-up')
  cloud = () => ({
    ok: true,
    data: { caseId: 'other', number: '48217739', title: '路灯不亮', label: '在办' },
  })
  expect(await lookUp('4821 7739', 'this')).toEqual({
    ...{ problem: '', found: { number: '48217739', said: '4821 7739', title: '路灯不亮', label: '在办' } },
  })
  expect(await lookUp('4821 7739', 'other')).toMatchObject({
    ...{ found: null, problem: expect.stringContaining('另一件') as unknown },
  })
  expect(asked).toEqual(['48217739', '48217739'])
  expect(await lookUp('4821 7730', 'this')).toMatchObject({
    found: null,
    problem: expect.any(String) as unknown,
  })
  expect(asked).toHaveLength(2)
  cloud = () => ({ ok: false, code: 'OFFLINE', facts: {} })
  expect((await lookUp('4821 7739', 'this')).problem).toContain('没有网络')
  expect(actsFor(['say', 'merge']).rest.map(({ label }) => label)).toContain('并案')
})
