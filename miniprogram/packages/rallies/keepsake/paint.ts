/**
 * The postcard as one picture to keep: picture side above, stamp side below. Paints on any 2d canvas; sizes are pixels of
 * the picture, so that it looks the same from every phone.
 */
import type { Treasure } from '../../../domain/contract/rallies'
import { write, type Brush } from '../canvas/brush'
import type { Place } from '../postcard/places'

export const WIDTH = 1400
const SIDE = 940
const MARGIN = 50
const GAP = 40
export const HEIGHT = 2 * SIDE + 2 * MARGIN + GAP

const FADED = '#6b6458'
const HIBISCUS = '#c73e63'
const SERIF = '"Songti SC", "Noto Serif CJK SC", "Source Han Serif SC", serif'

export interface Keepsake {
  routeName: string
  district: string
  /** 盖了 4 个，还差 2 个点 */
  progress: string
  serial: string
  treasures: Treasure[]
  places: Place[]
}

/** @param drawingOf the loaded picture of a drawing, or null where it could not be loaded */
export function paintKeepsake(brush: Brush, card: Keepsake, drawingOf: (drawing: string) => unknown): void {
  brush.fillStyle = '#efe9da'
  brush.fillRect(0, 0, WIDTH, HEIGHT)
  paper(brush, MARGIN)
  pictureSide(brush, MARGIN, card, drawingOf)
  const below = MARGIN + SIDE + GAP
  paper(brush, below)
  stampSide(brush, below, card)
}

/** Laid lines, a thin frame: paper by day and by night. */
function paper(brush: Brush, top: number): void {
  const width = WIDTH - 2 * MARGIN
  brush.fillStyle = '#fdfaf1'
  brush.fillRect(MARGIN, top, width, SIDE)
  brush.fillStyle = 'rgba(120, 96, 48, 0.04)'
  for (let x = MARGIN; x < MARGIN + width; x += 12) brush.fillRect(x, top, 2, SIDE)
  for (let y = top; y < top + SIDE; y += 16) brush.fillRect(MARGIN, y, width, 2)
  brush.strokeStyle = 'rgba(43, 49, 54, 0.55)'
  brush.lineWidth = 3
  brush.strokeRect(MARGIN + 28, top + 28, width - 56, SIDE - 56)
}

function heading(brush: Brush, top: number, title: string, note: string): void {
  write(brush, title, MARGIN + 64, top + 106, { size: 60, weight: 700, family: SERIF, align: 'left' })
  write(brush, note, WIDTH - MARGIN - 64, top + 106, { size: 34, colour: FADED, align: 'right' })
}

function pictureSide(
  brush: Brush,
  top: number,
  card: Keepsake,
  drawingOf: (drawing: string) => unknown,
): void {
  heading(brush, top, '成华十宝', '两站 · 两校 · 两品 · 四地标')
  const cell = (WIDTH - 2 * MARGIN - 100) / 5
  card.treasures.forEach(({ drawing, name }, at) => {
    const x = MARGIN + 50 + (at % 5) * cell + cell / 2
    const y = top + 190 + Math.floor(at / 5) * 350
    const picture = drawingOf(drawing)
    if (picture) brush.drawImage(picture as never, x - 110, y, 220, 220)
    const [, called = name, note = ''] = /^([^（(]+)(.*)$/.exec(name) ?? []
    write(brush, called, x, y + 262, { size: 34 })
    write(brush, note, x, y + 296, { size: 24, colour: FADED })
  })
}

function stampSide(brush: Brush, top: number, card: Keepsake): void {
  heading(brush, top, card.routeName, `${card.district ? `${card.district} · ` : ''}明信片`)
  const count = card.places.length
  const columns = count > 12 ? 5 : count > 6 ? 4 : 3
  const rows = Math.ceil(count / columns)
  const cell = { width: (WIDTH - 2 * MARGIN - 120) / columns, height: (SIDE - 270) / rows }
  const radius = Math.min(138, cell.width / 2 - 12, cell.height / 2 - 12)
  card.places.forEach((place, at) => {
    const row = Math.floor(at / columns)
    const inRow = Math.min(columns, count - row * columns)
    const left = WIDTH / 2 - (inRow * cell.width) / 2
    const x = left + ((at % columns) + 0.5) * cell.width
    stamp(brush, x, top + 150 + (row + 0.5) * cell.height, radius, place)
  })
  write(brush, card.progress, MARGIN + 64, top + SIDE - 60, { size: 34, align: 'left' })
  write(brush, `No. ${card.serial}`, WIDTH - MARGIN - 64, top + SIDE - 60, {
    size: 32,
    colour: FADED,
    align: 'right',
  })
}

/** A post-office mark set down by hand: two rings, name, date, slightly turned. */
function stamp(brush: Brush, x: number, y: number, radius: number, place: Place): void {
  const { kind, name, date, tilt } = place
  const stamped = kind === 'stamped'
  const unit = radius / 138
  brush.save()
  brush.translate(x, y)
  brush.strokeStyle = kind === 'empty' ? FADED : HIBISCUS
  if (stamped) {
    brush.rotate((tilt * Math.PI) / 180)
    brush.globalAlpha = 0.92
  }
  ring(brush, radius, stamped ? 8 * unit : 3, !stamped)
  if (stamped) ring(brush, 122 * unit, 3, false)
  const colour = stamped ? HIBISCUS : FADED
  const size = (name.length > 4 ? 38 : 46) * unit
  write(brush, name, 0, stamped ? -6 * unit : 16 * unit, { size, weight: stamped ? 700 : 400, colour })
  if (stamped) {
    brush.fillStyle = HIBISCUS
    brush.fillRect(-84 * unit, 22 * unit, 168 * unit, 3)
    write(brush, date, 0, 66 * unit, { size: 32 * unit, weight: 600, colour })
  }
  brush.restore()
}

function ring(brush: Brush, radius: number, width: number, dashed: boolean): void {
  brush.beginPath()
  brush.setLineDash(dashed ? [12, 12] : [])
  brush.lineWidth = width
  brush.arc(0, 0, radius, 0, 2 * Math.PI)
  brush.stroke()
  brush.setLineDash([])
}
