/** A sheet of A4 at 150 dots per inch, and what all that hangs on walls has in common. */
import { qrModules, QUIET } from '../../../components/qr-code/qr-picture'
import { linkOf } from '../../../services/rallies/links'
import { INK, write, type Brush } from '../canvas/brush'

export const A4_WIDTH = 1240
export const A4_HEIGHT = 1754

export const FADED = '#5f6770'
/** One colour a route, so that a sheet at the wrong wall is seen from across the street. */
const COLOURS = ['#1f7a5c', '#c73e63', '#8f5e12', '#2f5f9e', '#6b4a8f']

/** @param order of the route, from 1; 0 for what belongs to none */
export const colourOf = (order: number) => COLOURS[Math.max(0, order - 1) % COLOURS.length]!

/** Paints one page of a print. */
export type PaintPage = (brush: Brush) => void

/** White paper with a band across its top. */
export function paintBand(brush: Brush, colour: string, words: string): void {
  brush.fillStyle = '#ffffff'
  brush.fillRect(0, 0, A4_WIDTH, A4_HEIGHT)
  brush.fillStyle = colour
  brush.fillRect(0, 0, A4_WIDTH, 180)
  writeWide(brush, words, 118, 78, { colour: '#ffffff', weight: 700 })
}

/** One centred line, smaller when it would leave the paper. */
export function writeWide(
  brush: Brush,
  words: string,
  y: number,
  size: number,
  { colour = INK, weight = 400 } = {},
): void {
  const fitting = Math.min(size, Math.floor((A4_WIDTH - 140) / Math.max(1, words.length)))
  write(brush, words, A4_WIDTH / 2, y, { size: fitting, colour, weight })
}

/** A code in a square; its modules are whole pixels, or cameras miss them on cheap paper. */
export function paintCode(brush: Brush, text: string, left: number, top: number, side: number): void {
  const modules = qrModules(linkOf(text))
  const whole = modules.length + 2 * QUIET
  const unit = Math.floor(side / whole)
  const edge = Math.floor((side - unit * modules.length) / 2)
  brush.fillStyle = '#000000'
  modules.forEach((row, y) =>
    row.forEach((dark, x) => {
      if (dark) brush.fillRect(left + edge + x * unit, top + edge + y * unit, unit, unit)
    }),
  )
}
