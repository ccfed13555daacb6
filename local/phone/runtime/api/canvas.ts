import type * as glassEasel from 'glass-easel'
import { canvasNode, type CanvasNode } from '../canvas/canvas-node'
import { createOldContext } from '../canvas/old-context'
import { putTemporary } from '../files/disk'
import { partById } from '../part-context'
import { ApiFailure, callable } from './call'

type Owner = { _$: glassEasel.GeneralComponent } | undefined
interface Area {
  canvasId?: string
  canvas?: HTMLCanvasElement | OffscreenCanvas
  x?: number
  y?: number
  width?: number
  height?: number
}

const contexts = new WeakMap<Element, object>()

function surfaceById(id: string, owner: Owner): CanvasNode<HTMLCanvasElement> {
  const surface = partById(id, owner, 'data-canvas-id')?.partContext as
    CanvasNode<HTMLCanvasElement> | undefined
  if (!surface) throw new ApiFailure(`fail canvas is empty: no canvas "${id}"`)
  return surface
}

/** The surface an API means, and how many of its pixels one unit of the app is. */
function areaOf(given: Area, owner: Owner) {
  const canvas = given.canvas ?? surfaceById(given.canvasId ?? '', owner)
  // the older interface counts in CSS pixels
  const ratio = given.canvas ? 1 : canvas.width / ((canvas as HTMLCanvasElement).clientWidth || canvas.width)
  const { x = 0, y = 0 } = given
  const width = given.width ?? canvas.width / ratio - x
  const height = given.height ?? canvas.height / ratio - y
  return { canvas, ratio, x, y, width, height }
}

/** Canvases: the older interface, and those that are on no page. */
export const canvasApi = {
  createCanvasContext(id: string, owner?: Owner) {
    const surface = surfaceById(id, owner)
    const known = contexts.get(surface) ?? createOldContext(surface)
    contexts.set(surface, known)
    return known
  },
  createOffscreenCanvas: ({ width = 300, height = 150 }: { width?: number; height?: number } = {}) =>
    canvasNode(new OffscreenCanvas(width, height), ''),
  canvasToTempFilePath: (
    given: Area & { destWidth?: number; destHeight?: number; fileType?: string; quality?: number },
    owner?: Owner,
  ) =>
    callable('canvasToTempFilePath', async () => {
      const { canvas, ratio, x, y, width, height } = areaOf(given, owner)
      const scale = given.canvas ? 1 : ratio
      const [wide, high] = [given.destWidth ?? width * scale, given.destHeight ?? height * scale]
      const copy = new OffscreenCanvas(Math.max(1, Math.round(wide)), Math.max(1, Math.round(high)))
      const pen = copy.getContext('2d') as OffscreenCanvasRenderingContext2D
      const part = [x, y, width, height].map((one) => one * ratio) as [number, number, number, number]
      pen.drawImage(canvas, ...part, 0, 0, copy.width, copy.height)
      const kind = given.fileType === 'jpg' ? 'jpeg' : 'png'
      const blob = await copy.convertToBlob({ type: `image/${kind}`, quality: given.quality ?? 1 })
      return { tempFilePath: putTemporary(blob, kind === 'jpeg' ? '.jpg' : '.png') }
    })(given),
  canvasGetImageData: (given: Area, owner?: Owner) =>
    callable('canvasGetImageData', () => {
      const { canvas, ratio, x, y, width, height } = areaOf(given, owner)
      const copy = new OffscreenCanvas(width, height)
      const pen = copy.getContext('2d') as OffscreenCanvasRenderingContext2D
      pen.drawImage(canvas, x * ratio, y * ratio, width * ratio, height * ratio, 0, 0, width, height)
      return { width, height, data: pen.getImageData(0, 0, width, height).data }
    })(given),
  canvasPutImageData: (given: Area & { data: Uint8ClampedArray }, owner?: Owner) =>
    callable('canvasPutImageData', () => {
      const { canvas, ratio, x, y, width, height } = areaOf(given, owner)
      const copy = new OffscreenCanvas(width, height)
      copy
        .getContext('2d')
        ?.putImageData(new ImageData(new Uint8ClampedArray(given.data), width, height), 0, 0)
      const pen = canvas.getContext('2d') as CanvasRenderingContext2D
      pen.drawImage(copy, x * ratio, y * ratio, width * ratio, height * ratio)
    })(given),
}
