/** The sign of a gift desk, A4. */
import type { Brush } from '../canvas/brush'
import { FADED, colourOf, paintBand, writeWide } from './a4'

export function paintDesk(brush: Brush, { name, place }: { name: string; place: string }): void {
  paintBand(brush, colourOf(0), '礼物兑换')
  writeWide(brush, name, 520, 120, { weight: 700 })
  const lines = [
    '打开「打卡」→「礼物」',
    '领一张券，到这里给工作人员扫',
    '',
    '没带手机的',
    '拿纸明信片来，一样领',
  ]
  lines.forEach((words, at) => writeWide(brush, words, 780 + at * 110, 64))
  writeWide(brush, place, 1660, 36, { colour: FADED })
}
