/** The sheet of a point, A4: big name, route colour, code, what to do in three pictures. */
import { INK, write, type Brush } from '../canvas/brush'
import { A4_WIDTH, FADED, colourOf, paintBand, paintCode, writeWide } from './a4'

export interface PrintedSheet {
  pointName: string
  routeName: string
  routeOrder: number
  hours: string
  scene: string
  shortCode: string
}

const HIBISCUS = '#c73e63'
const CODE = 720

export function paintSheet(brush: Brush, sheet: PrintedSheet): void {
  paintBand(brush, colourOf(sheet.routeOrder), sheet.routeName)
  writeWide(brush, sheet.pointName, 320, 108, { weight: 700 })
  paintCode(brush, sheet.scene, (A4_WIDTH - CODE) / 2, 350, CODE)
  writeWide(brush, sheet.shortCode, 1082, 68, { weight: 700 })
  STEPS.forEach(({ words, draw }, at) => {
    const x = A4_WIDTH / 2 + (at - 1) * 360
    brush.save()
    brush.translate(x - 80, 1140)
    brush.lineWidth = 9
    brush.lineCap = 'round'
    brush.strokeStyle = INK
    draw(brush)
    brush.restore()
    write(brush, `${at + 1} ${words}`, x, 1352, { size: 40, weight: 600 })
  })
  writeWide(brush, '没有网络也能扫，有网自己盖上', 1468, 36)
  writeWide(brush, '扫不了就输码下面的八个字', 1528, 36)
  writeWide(brush, '没带手机？请工作人员在纸明信片上盖', 1588, 36)
  if (sheet.hours) writeWide(brush, `开放 ${sheet.hours}`, 1680, 32, { colour: FADED })
}

/** Three pictures for whoever does not read, each in a square of 160. */
const STEPS: { words: string; draw(brush: Brush): void }[] = [
  {
    words: '拿出微信',
    draw(brush) {
      brush.strokeRect(46, 6, 68, 138)
      line(brush, [70, 124, 90, 124])
      circle(brush, 80, 62, 20)
    },
  },
  {
    words: '扫一扫',
    draw(brush) {
      for (const [x, y, across, down] of [
        [30, 20, 1, 1],
        [130, 20, -1, 1],
        [30, 130, 1, -1],
        [130, 130, -1, -1],
      ] as const)
        line(brush, [x + 30 * across, y, x, y, x, y + 30 * down])
      brush.strokeStyle = HIBISCUS
      line(brush, [20, 75, 140, 75])
    },
  },
  {
    words: '章就盖上了',
    draw(brush) {
      brush.strokeStyle = HIBISCUS
      circle(brush, 80, 75, 58)
      line(brush, [54, 76, 74, 96, 110, 58])
    },
  },
]

function line(brush: Brush, [x, y, ...rest]: number[]): void {
  brush.beginPath()
  brush.moveTo(x!, y!)
  for (let at = 0; at < rest.length; at += 2) brush.lineTo(rest[at]!, rest[at + 1]!)
  brush.stroke()
}

function circle(brush: Brush, x: number, y: number, radius: number): void {
  brush.beginPath()
  brush.arc(x, y, radius, 0, 2 * Math.PI)
  brush.stroke()
}
