import { pictureAddress } from '../files/pictures'

/** A picture for a canvas: paths of the app, the phone and the cloud are looked up when `src` is set. */
export function canvasImage(owner: string): HTMLImageElement {
  const image = new Image()
  const native = Object.getOwnPropertyDescriptor(HTMLImageElement.prototype, 'src')
  let given = ''
  Object.defineProperty(image, 'src', {
    get: () => given,
    set(source: string) {
      given = source
      void Promise.resolve(pictureAddress(source, owner)).then((url) => native?.set?.call(image, url))
    },
  })
  return image
}

/** A canvas as an app gets it. */
export type CanvasNode<Kind> = Kind & {
  createImage(): HTMLImageElement
  createImageData(width: number, height: number): ImageData
  createPath2D(path?: Path2D | string): Path2D
  requestAnimationFrame(act: FrameRequestCallback): number
  cancelAnimationFrame(id: number): void
}

const hide = (canvas: object, name: string, value: unknown) =>
  Object.defineProperty(canvas, name, { value, enumerable: false, writable: true, configurable: true })

/** What a mini program's canvas has beyond a browser's. @param owner path that relative picture paths start from */
export function canvasNode<Kind extends HTMLCanvasElement | OffscreenCanvas>(
  canvas: Kind,
  owner: string,
): CanvasNode<Kind> {
  const members = {
    createImage: () => canvasImage(owner),
    createImageData: (width: number, height: number) => new ImageData(width, height),
    createPath2D: (path?: Path2D | string) => new Path2D(path),
    requestAnimationFrame: (act: FrameRequestCallback) => requestAnimationFrame(act),
    cancelAnimationFrame: (id: number) => cancelAnimationFrame(id),
  }
  for (const [name, value] of Object.entries(members)) hide(canvas, name, value)
  // an app that puts its canvas into setData gets a copy of what is seen of it: nothing, rather than all the document
  if ('__wxElement' in canvas) hide(canvas, '__wxElement', canvas.__wxElement)
  return canvas as CanvasNode<Kind>
}
