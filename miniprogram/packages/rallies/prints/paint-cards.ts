/** Paper postcards, four to a page, to be cut: places to stamp by hand, the code and the serial. */
import { paperCode } from '../../../domain/codes'
import { saySerial } from '../../../domain/serials'
import { write, type Brush } from '../canvas/brush'
import { A4_HEIGHT, A4_WIDTH, FADED, colourOf, paintCode } from './a4'

export const CARDS_A_PAGE = 4
const MARGIN = 36
const GAP = 15
const [WIDTH, HEIGHT] = [A4_WIDTH - 2 * MARGIN, (A4_HEIGHT - 2 * MARGIN - 3 * GAP) / CARDS_A_PAGE]
/** On the right: the code above its serial. */
const CODE = 230

export interface PrintedCards {
  routeName: string
  routeOrder: number
  stampNames: string[]
  /** At most four. */
  serials: string[]
}

export function paintCards(brush: Brush, { serials, ...card }: PrintedCards): void {
  brush.fillStyle = '#ffffff'
  brush.fillRect(0, 0, A4_WIDTH, A4_HEIGHT)
  serials.forEach((serial, at) => {
    brush.save()
    brush.translate(MARGIN, MARGIN + at * (HEIGHT + GAP))
    paintCard(brush, card, serial)
    brush.restore()
  })
}

function paintCard(
  brush: Brush,
  { routeName, routeOrder, stampNames }: Omit<PrintedCards, 'serials'>,
  serial: string,
): void {
  brush.fillStyle = '#fdfaf1'
  brush.fillRect(0, 0, WIDTH, HEIGHT)
  brush.strokeStyle = '#b9b2a2'
  brush.lineWidth = 2
  brush.setLineDash([10, 8])
  brush.strokeRect(0, 0, WIDTH, HEIGHT)
  const colour = colourOf(routeOrder)
  const size = Math.min(44, (WIDTH - 180) / routeName.length)
  write(brush, routeName, 36, 62, { size, weight: 700, colour, align: 'left' })
  write(brush, '明信片', WIDTH - 36, 62, { size: 26, colour: FADED, align: 'right' })
  placesToStamp(brush, stampNames)
  const left = WIDTH - CODE - 24
  brush.fillStyle = '#ffffff'
  brush.fillRect(left, 84, CODE, CODE)
  paintCode(brush, paperCode(serial), left, 84, CODE)
  const middle = left + CODE / 2
  write(brush, `No. ${saySerial(serial)}`, middle, 352, { size: 30, weight: 700 })
  write(brush, '给工作人员扫，或家里人带上', middle, 386, { size: 19, colour: FADED })
}

function placesToStamp(brush: Brush, names: string[]): void {
  const columns = names.length > 8 ? Math.ceil(names.length / 2) : Math.min(4, names.length)
  const rows = Math.ceil(names.length / Math.max(1, columns))
  const across = (WIDTH - CODE - 90) / Math.max(1, columns)
  const down = (HEIGHT - 100) / Math.max(1, rows)
  const radius = Math.min(120, across / 2 - 10, down / 2 - 8)
  brush.strokeStyle = '#8a8374'
  names.forEach((name, at) => {
    const x = 24 + ((at % columns) + 0.5) * across
    const y = 86 + (Math.floor(at / columns) + 0.5) * down
    brush.beginPath()
    brush.arc(x, y, radius, 0, 2 * Math.PI)
    brush.stroke()
    const size = Math.min(28, (radius * 1.6) / Math.max(3, name.length))
    write(brush, name, x, y + size / 3, { size, colour: FADED })
  })
}
