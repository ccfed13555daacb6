/** @jest-environment node */
/** What an operator prints from the app, and how a PDF is made of it. */
import type { Brush } from '../../miniprogram/packages/rallies/canvas/brush'
import { A4_HEIGHT, A4_WIDTH } from '../../miniprogram/packages/rallies/prints/a4'
import { pdfOfPictures } from '../../miniprogram/packages/rallies/prints/pdf'
import { pagesOf, printJobs } from '../../miniprogram/packages/rallies/prints/print-jobs'
import type { EventPlaces } from '../../miniprogram/services/rallies/operating'

const SERIALS = ['27JK85RU', 'T234YFNG', 'CJQ4KSMD', 'EKPFSVC2', 'H3CA267V']
const names = ['友邻中心', '长者食堂', '儿童之家', '健康小站', '共享厨房', '议事凉亭', '慢递邮局']
const places = {
  routes: [
    {
      route: { routeId: 'r', order: 2, name: '乐活社区' },
      points: names.map((name, at) => ({
        pointId: `p${at}`,
        order: at,
        name,
        stampName: name,
        hours: '09:00',
      })),
    },
  ],
  sheets: names.map((pointName, at) => ({
    ...{ sheetId: `s${at}`, pointId: `p${at}`, pointName, routeId: 'r' },
    ...{ scene: `a1b2c3d4e5f${at}.1.AAAAAAAAAA`, shortCode: '27JK-85RU' },
  })),
  desks: [{ deskId: 'd', name: '友邻中心兑换台', place: '大厅' }],
} as unknown as EventPlaces

/** What a page says, and how far anything on it reaches. */
function painted(page: (brush: Brush) => void) {
  const words: string[] = []
  const reach = { left: Infinity, top: Infinity, right: -Infinity, bottom: -Infinity }
  let origin = { x: 0, y: 0 }
  const held: (typeof origin)[] = []
  const mark = (x: number, y: number, width = 0, height = 0) => {
    reach.left = Math.min(reach.left, origin.x + x)
    reach.top = Math.min(reach.top, origin.y + y)
    reach.right = Math.max(reach.right, origin.x + x + width)
    reach.bottom = Math.max(reach.bottom, origin.y + y + height)
  }
  const brush = {
    font: '',
    textAlign: 'left',
    save: () => held.push(origin),
    restore: () => (origin = held.pop()!),
    translate: (x: number, y: number) => (origin = { x: origin.x + x, y: origin.y + y }),
    ...{ beginPath() {}, stroke() {}, setLineDash() {}, rotate() {} },
    moveTo: mark,
    lineTo: mark,
    arc: (x: number, y: number, radius: number) => mark(x - radius, y - radius, 2 * radius, 2 * radius),
    fillRect: mark,
    strokeRect: mark,
    fillText(text: string, x: number, y: number) {
      words.push(text)
      const size = Number(/(\d+(?:\.\d+)?)px/.exec(this.font)![1])
      const width = size * [...text].reduce((sum, letter) => sum + (letter < '\u0100' ? 0.65 : 1), 0)
      const left = { left: 0, center: width / 2, right: width }[this.textAlign as 'left']
      mark(x - left, y - size, width, size)
    },
  }
  page(brush as unknown as Brush)
  return { words: words.join('\n'), reach }
}

it('prints a sheet for every point, cards four to a page, a sign for every desk', () => {
  const [sheets, cards, desks] = printJobs(places)
  expect(pagesOf(places, sheets!).map((page) => painted(page).words.split('\n')[1])).toEqual(names)
  const pages = pagesOf(places, cards!, SERIALS).map(painted)
  expect(pages.map(({ words }) => words.match(/No\. ....-..../g)!.length)).toEqual([4, 1])
  expect(pages[1]!.words).toContain('No. H3CA-267V')
  expect(painted(pagesOf(places, desks!)[0]!).words).toContain('友邻中心兑换台')
})

it('prints one sheet alone that was just replaced', () => {
  const [job, ...others] = printJobs(places, 's3')
  expect(others).toEqual([])
  const pages = pagesOf(places, job!)
  expect(pages).toHaveLength(1)
  expect(painted(pages[0]!).words).toContain('健康小站')
})

it('leaves no paper, however long a name is', () => {
  const long = structuredClone(places) as EventPlaces
  const name = '成华区示例街道友邻共享社区综合服务中心一楼大厅（示例）'
  long.routes[0]!.route.name = name
  for (const each of [...long.routes[0]!.points, ...long.desks]) each.name = name
  for (const each of long.sheets) each.pointName = name
  for (const job of printJobs(long))
    for (const page of pagesOf(long, job, SERIALS)) {
      const { reach } = painted(page)
      expect(reach.left).toBeGreaterThanOrEqual(0)
      expect(reach.top).toBeGreaterThanOrEqual(0)
      expect(reach.right).toBeLessThanOrEqual(A4_WIDTH)
      expect(reach.bottom).toBeLessThanOrEqual(A4_HEIGHT)
    }
})

it('makes a PDF whose table leads to every object, with each picture byte for byte', () => {
  const pictures = [1, 2, 3].map((at) => ({
    bytes: Uint8Array.from([255, 216, at, 10, 255, 217]),
    width: 4,
    height: 5,
  }))
  const pdf = Buffer.from(pdfOfPictures(pictures))
  const text = pdf.toString('latin1')
  const table = Number(/startxref\n(\d+)\n%%EOF\n$/.exec(text)![1])
  const [, count, ...offsets] = /^xref\n0 (\d+)\n0000000000 65535 f \n((?:\d{10} 00000 n \n)+)/.exec(
    text.slice(table),
  )!
  const places = offsets[0]!
    .trim()
    .split('\n')
    .map((row) => Number(row.slice(0, 10)))
  expect(places).toHaveLength(Number(count) - 1)
  places.forEach((offset, at) => expect(text.slice(offset)).toMatch(new RegExp(`^${at + 1} 0 obj\n`)))
  expect(text.match(/\/Type \/Page /g)).toHaveLength(3)
  for (const { bytes } of pictures) expect(pdf.includes(Buffer.from(bytes))).toBe(true)
})
