/** @jest-environment node */
/** The postcard as a picture: what is written on it, and that nothing leaves its paper. */
import { existsSync, readdirSync } from 'node:fs'
import { resolve } from 'node:path'
import type { Brush } from '../../miniprogram/packages/rallies/canvas/brush'
import { HEIGHT, paintKeepsake, WIDTH } from '../../miniprogram/packages/rallies/keepsake/paint'
import type { Place } from '../../miniprogram/packages/rallies/postcard/places'

interface Mark {
  what: string
  x: number
  y: number
}

/** A brush that remembers where it wrote and drew, in the picture's own pixels. */
function aBrush() {
  const marks: Mark[] = []
  let origin = { x: 0, y: 0 }
  const held: (typeof origin)[] = []
  const note = (what: string, x: number, y: number) => marks.push({ what, x: origin.x + x, y: origin.y + y })
  const brush: Brush = {
    ...{
      fillStyle: '',
      strokeStyle: '',
      lineWidth: 0,
      lineCap: '',
      font: '',
      textAlign: '',
      textBaseline: '',
      globalAlpha: 1,
    },
    save: () => held.push(origin),
    restore: () => (origin = held.pop()!),
    translate: (x, y) => (origin = { x: origin.x + x, y: origin.y + y }),
    rotate: () => undefined,
    beginPath: () => undefined,
    moveTo: () => undefined,
    lineTo: () => undefined,
    arc: (x, y, radius) => {
      note('ring', x - radius, y - radius)
      note('ring', x + radius, y + radius)
    },
    stroke: () => undefined,
    fillRect: () => undefined,
    strokeRect: () => undefined,
    fillText: (text, x, y) => note(text, x, y),
    setLineDash: () => undefined,
    drawImage: (image: unknown, x, y, width, height) => {
      note(String(image), x, y)
      note(String(image), x + width, y + height)
    },
  }
  return { brush, marks }
}

const drawings = ['station', 'university', 'emblem'].flatMap((what) => [`${what}-a`, `${what}-b`])
const treasures = [...drawings, ...['a', 'b', 'c', 'd'].map((letter) => `landmark-${letter}`)].map(
  (drawing, at) => ({ group: '两站', name: `宝${at}（示例）`, drawing }),
)
const places = (count: number, stamped: number): Place[] =>
  Array.from({ length: count }, (_, at) => ({
    pointId: `p${at}`,
    name: `站${at}`,
    kind: at < stamped ? 'stamped' : 'empty',
    date: at < stamped ? '2026.04.13' : '',
    tilt: 5,
  }))

function painted(count: number, stamped: number, drawingOf: (drawing: string) => unknown = (name) => name) {
  const { brush, marks } = aBrush()
  const words = {
    routeName: '烟火社区',
    district: '示例区',
    progress: '盖了 3 个，还差 4 个点',
    serial: 'AB',
  }
  paintKeepsake(brush, { ...words, treasures, places: places(count, stamped) }, drawingOf)
  return marks
}

it.each([1, 6, 7, 12, 20])(
  'writes every one of %s places, its date only where it is stamped, all on the paper',
  (count) => {
    const marks = painted(count, Math.min(count, 3))
    const words = marks.map(({ what }) => what)
    for (let at = 0; at < count; at += 1) expect(words).toContain(`站${at}`)
    expect(words.filter((word) => word === '2026.04.13')).toHaveLength(Math.min(count, 3))
    expect(words).toEqual(
      expect.arrayContaining(['烟火社区', '示例区 · 明信片', 'No. AB', '盖了 3 个，还差 4 个点']),
    )
    for (const { x, y } of marks) {
      expect([x > 50, x < WIDTH - 50, y > 50, y < HEIGHT - 50]).toEqual([true, true, true, true])
    }
  },
)

it('draws the ten treasures whole, by the name people know them by', () => {
  const words = painted(7, 0).map(({ what }) => what)
  for (const { drawing } of treasures) expect(words).toContain(drawing)
  for (let at = 0; at < 10; at += 1) expect(words).toContain(`宝${at}`)
})

it('writes the names even where a drawing could not be loaded', () => {
  expect(painted(6, 6, () => null).map(({ what }) => what)).toContain('宝9')
})

it('has a picture for each drawing: a canvas on some phones draws no SVG', () => {
  const packed = resolve(__dirname, '../../miniprogram/packages/rallies')
  for (const file of readdirSync(`${packed}/drawings`))
    expect(existsSync(`${packed}/images/vignettes/${file.replace('.svg', '.png')}`)).toBe(true)
})
