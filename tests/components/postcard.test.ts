import { readdirSync } from 'node:fs'
import { resolve } from 'node:path'
import { placesOf } from '../../miniprogram/packages/rallies/postcard/places'
import { render } from './simulated'

const point = (order: number) => ({
  pointId: `p${order}`,
  order,
  name: `第${order}站`,
  stampName: `站${order}`,
  place: '',
  hours: '',
  activity: '',
})
const stamp = (cardId: string, pointId: string, at: number) => ({
  stampId: `${cardId}.${pointId}`,
  cardId,
  pointId,
  at,
})
const points = [1, 2, 3, 4, 5, 6, 7].map(point)
const treasures = Array.from({ length: 10 }, (_, index) => ({
  group: '两站',
  name: `宝${index}（示例）`,
  drawing: `landmark-${index}`,
}))

it('has one named place for each point of the route', () => {
  const places = placesOf(points, [stamp('a', 'p3', Date.UTC(2026, 10, 22))])
  const { dom } = render('packages/rallies/postcard/postcard', {
    side: 'stamps',
    routeName: '烟火社区',
    places,
  })
  for (const { stampName } of points) expect(dom.textContent).toContain(stampName)
  expect(dom.innerHTML.match(/mark-stamped/g)).toHaveLength(1)
  expect(dom.innerHTML.match(/mark-empty/g)).toHaveLength(6)
  expect(dom.textContent).toContain('2026.11.22')
})

it('counts a point once, by its first stamp, over all cards', () => {
  const [first] = placesOf(points, [
    stamp('paper', 'p1', Date.UTC(2026, 10, 25)),
    stamp('app', 'p1', Date.UTC(2026, 10, 22)),
  ])
  expect(first).toMatchObject({ kind: 'stamped', date: '2026.11.22' })
})

it('shows the ten treasures whole', () => {
  const { dom } = render('packages/rallies/postcard/postcard', { side: 'picture', treasures })
  for (let index = 0; index < 10; index += 1) expect(dom.textContent).toContain(`宝${index}`)
  expect(dom.innerHTML).not.toContain('mark-')
})

it('has a drawing for each key the cloud may name', () => {
  const pairs = ['station', 'university', 'emblem'].flatMap((what) => [`${what}-a`, `${what}-b`])
  const landmarks = ['a', 'b', 'c', 'd'].map((letter) => `landmark-${letter}`)
  const files = readdirSync(resolve(__dirname, '../../miniprogram/packages/rallies/drawings'))
  expect(files.sort()).toEqual([...pairs, ...landmarks].map((key) => `${key}.svg`).sort())
})

it('says that there is no number before the first stamp', () => {
  const card = (serial: string) =>
    render('packages/rallies/postcard/postcard', { side: 'stamps', places: [], serial }).dom.textContent
  expect(card('')).toContain('盖第一个章时编号')
  expect(card('NOBRIZSS')).toContain('No. NOBRIZSS')
})
