/** The canvas of a page, and what was painted on it as a file of this phone. */
import type { Brush } from './brush'

/** A node of <canvas type="2d">. */
export interface CanvasNode {
  width: number
  height: number
  getContext(kind: '2d'): Brush
  createImage(): { src: string; onload: () => void; onerror: () => void }
}

/** @returns null on phones that have no 2d canvas */
export function canvasOf(
  page: Pick<WechatMiniprogram.Page.InstanceMethods<object>, 'createSelectorQuery'>,
  selector: string,
): Promise<CanvasNode | null> {
  return new Promise((resolve) => {
    page
      .createSelectorQuery()
      .select(selector)
      .fields({ node: true })
      .exec(([found]) => resolve((found as { node?: CanvasNode } | null)?.node ?? null))
  })
}

/** @returns the path of a JPEG @throws the platform's failure */
export async function pictureOf(canvas: CanvasNode): Promise<string> {
  const given = { canvas: canvas as never, fileType: 'jpg' as const, quality: 0.92 }
  const { tempFilePath } = await wx.canvasToTempFilePath(given)
  return tempFilePath
}
