/** What lies in the album of every phone: pictures to try things with, drawn here, so that nothing is fetched. */
export interface SamplePicture {
  name: string
  /** @param width in px; the height follows */
  draw(width: number): HTMLCanvasElement
}

/** Wider than a screen and as large as a small photo, so that compressing makes a difference. */
export const SAMPLE_WIDTH = 1600
const [WIDTH, HEIGHT] = [SAMPLE_WIDTH, 1200]
const SUBJECTS: [word: string, sky: string, ground: string][] = [
  ['店铺门口', '#cfe8ff', '#c8a27a'],
  ['路面坑洼', '#dfe6ea', '#6f7377'],
  ['街边花坛', '#e3f4e1', '#5f9e62'],
  ['招牌歪斜', '#fff0d9', '#b5533c'],
  ['井盖破损', '#e8e8ee', '#4b5563'],
  ['市集人流', '#ffe3e8', '#8f6fb0'],
]

export const SAMPLE_PICTURES: SamplePicture[] = SUBJECTS.map(([word, sky, ground], at) => ({
  name: `示例图片 ${at + 1} ${word}`,
  draw(width) {
    const canvas = document.createElement('canvas')
    ;[canvas.width, canvas.height] = [width, (width * HEIGHT) / WIDTH]
    const pen = canvas.getContext('2d') as CanvasRenderingContext2D
    pen.scale(width / WIDTH, width / WIDTH)
    pen.fillStyle = sky
    pen.fillRect(0, 0, WIDTH, HEIGHT)
    pen.fillStyle = ground
    pen.fillRect(0, HEIGHT * 0.62, WIDTH, HEIGHT * 0.38)
    for (let spot = 0; spot < 400; spot++) {
      // no chance in it: the same picture every time
      const [x, y] = [(spot * 397 + at * 53) % WIDTH, HEIGHT * 0.62 + ((spot * 211) % (HEIGHT * 0.38))]
      pen.fillStyle = `rgba(0, 0, 0, ${((spot % 7) + 1) / 40})`
      pen.fillRect(x, y, 24, 12)
    }
    pen.fillStyle = '#1f2937'
    pen.font = '120px sans-serif'
    pen.textAlign = 'center'
    pen.fillText(`示例 · ${word}`, WIDTH / 2, HEIGHT * 0.4)
    return canvas
  },
}))
