import type { CanvasNode } from './canvas-node'

type Act = (pen: CanvasRenderingContext2D) => void

/** `setX(value)` of the older interface, by the property it sets. */
const SETTERS: Record<string, string> = {
  setFillStyle: 'fillStyle',
  setStrokeStyle: 'strokeStyle',
  setGlobalAlpha: 'globalAlpha',
  setLineWidth: 'lineWidth',
  setLineCap: 'lineCap',
  setLineJoin: 'lineJoin',
  setMiterLimit: 'miterLimit',
  setTextAlign: 'textAlign',
  setTextBaseline: 'textBaseline',
}

/**
 * wx.createCanvasContext: collects what to draw, and draws it when asked to. Its unit is the CSS pixel, whatever the
 * screen has.
 */
export function createOldContext(canvas: CanvasNode<HTMLCanvasElement>): object {
  let acts: Act[] = []
  const pictures = new Map<string, HTMLImageElement>()
  const waiting: Promise<unknown>[] = []
  const pen = () => canvas.getContext('2d') as CanvasRenderingContext2D
  let font = '10px sans-serif'

  function fit() {
    const ratio = window.devicePixelRatio
    const [width, height] = [canvas.clientWidth * ratio, canvas.clientHeight * ratio]
    if (canvas.width !== width || canvas.height !== height) Object.assign(canvas, { width, height })
    return ratio
  }

  function picture(path: string) {
    const known = pictures.get(path) ?? canvas.createImage()
    if (!pictures.has(path)) {
      pictures.set(path, known)
      waiting.push(new Promise((resolve) => (known.onload = known.onerror = resolve)))
      known.src = path
    }
    return known
  }

  const own: Record<string, unknown> = {
    setFontSize(size: number) {
      font = font.replace(/[\d.]+px/, `${size}px`)
      acts.push((to) => void (to.font = font))
    },
    setShadow(x: number, y: number, blur: number, color: string) {
      const shadow = { shadowOffsetX: x, shadowOffsetY: y, shadowBlur: blur, shadowColor: color }
      acts.push((to) => void Object.assign(to, shadow))
    },
    setLineDash(pattern: number[], offset = 0) {
      acts.push((to) => {
        to.setLineDash(pattern)
        to.lineDashOffset = offset
      })
    },
    createLinearGradient: (...at: [number, number, number, number]) => pen().createLinearGradient(...at),
    createCircularGradient: (x: number, y: number, r: number) => pen().createRadialGradient(x, y, 0, x, y, r),
    createPattern: (path: string, repeat: string) => pen().createPattern(picture(path), repeat),
    measureText(text: string) {
      pen().font = font
      return { width: pen().measureText(text).width }
    },
    drawImage(path: string, ...at: [number, number]) {
      const image = picture(path)
      acts.push((to) => image.naturalWidth > 0 && to.drawImage(image, ...at))
    },
    draw(keep: boolean | (() => void) = false, done: () => void = () => undefined) {
      const drawn = acts
      acts = []
      void Promise.all(waiting.splice(0)).then(() => {
        const ratio = fit()
        const to = pen()
        to.setTransform(ratio, 0, 0, ratio, 0, 0)
        if (keep !== true) to.clearRect(0, 0, canvas.clientWidth, canvas.clientHeight)
        to.save()
        for (const act of drawn) act(to)
        to.restore()
        ;(typeof keep === 'function' ? keep : done)()
      })
    },
  }
  return new Proxy(own, {
    get(target, name) {
      if (typeof name !== 'string' || name in target) return target[name as string]
      const property = SETTERS[name]
      if (property) {
        const word = (value: unknown) => (value === 'normal' ? 'alphabetic' : value)
        return (value: unknown) => void acts.push((to) => void Object.assign(to, { [property]: word(value) }))
      }
      const method = Object.getOwnPropertyDescriptor(CanvasRenderingContext2D.prototype, name)
        ?.value as unknown
      if (typeof method !== 'function') return undefined
      return (...given: unknown[]) =>
        void acts.push((to) => (method as (...given: unknown[]) => void).apply(to, given))
    },
    has: (target, name) => name in target || name in CanvasRenderingContext2D.prototype,
    set(_, name, value) {
      if (name === 'font') font = String(value)
      acts.push((to) => void Object.assign(to, { [name as string]: value }))
      return true
    },
  })
}
