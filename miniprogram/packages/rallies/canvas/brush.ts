/** As much of a 2d canvas as our pictures need, and letters on it. */

export const INK = '#2b3136'
const SANS = '"PingFang SC", "Noto Sans SC", "Noto Sans CJK SC", sans-serif'

/** As much of a 2d context as is used. */
export interface Brush {
  fillStyle: string
  strokeStyle: string
  lineWidth: number
  lineCap: string
  font: string
  textAlign: string
  textBaseline: string
  globalAlpha: number
  save(): void
  restore(): void
  translate(x: number, y: number): void
  rotate(angle: number): void
  beginPath(): void
  moveTo(x: number, y: number): void
  lineTo(x: number, y: number): void
  arc(x: number, y: number, radius: number, from: number, to: number): void
  stroke(): void
  fillRect(x: number, y: number, width: number, height: number): void
  strokeRect(x: number, y: number, width: number, height: number): void
  fillText(text: string, x: number, y: number): void
  setLineDash(segments: number[]): void
  drawImage(image: never, x: number, y: number, width: number, height: number): void
}

export interface Letters {
  size: number
  weight?: number
  family?: string
  colour?: string
  align?: 'left' | 'center' | 'right'
}

/** @param y of the line the letters stand on */
export function write(
  brush: Brush,
  text: string,
  x: number,
  y: number,
  { size, weight = 400, family = SANS, colour = INK, align = 'center' }: Letters,
): void {
  brush.font = `${weight} ${size}px ${family}`
  brush.fillStyle = colour
  brush.textAlign = align
  brush.textBaseline = 'alphabetic'
  brush.fillText(text, x, y)
}
