import type * as glassEasel from 'glass-easel'
import { putTemporary } from '../runtime/files/disk'
import { reportUnsupported } from '../runtime/report'
import { SAMPLE_PICTURES, SAMPLE_WIDTH } from '../runtime/sheets/sample-pictures'
import { hostOf, innerOf, type PartElement } from './dom'
import template from './camera.wxml'

const QUALITY: Record<string, number> = { high: 0.92, normal: 0.8, low: 0.5 }

interface Asked {
  quality?: string
  success?: (result: object) => void
  fail?: (failure: object) => void
  complete?: (result: object) => void
}

/** `<camera>`: what stands before this phone's camera is the first sample picture. */
export const registerCamera = (space: glassEasel.ComponentSpace) =>
  space.defineComponent({
    is: 'camera',
    template,
    properties: {
      mode: { type: String, value: 'normal' },
      resolution: { type: String, value: 'medium' },
      devicePosition: { type: String, value: 'back' },
      flash: { type: String, value: 'auto' },
      frameSize: { type: String, value: 'medium' },
    },
    lifetimes: {
      attached() {
        const host: PartElement = hostOf(this)
        const [seen] = SAMPLE_PICTURES
        if (!seen) return
        const picture = innerOf<HTMLImageElement>(this, 'picture')
        picture.alt = '镜头里是示例图片'
        picture.src = seen.draw(SAMPLE_WIDTH / 4).toDataURL('image/jpeg')
        host.partContext = {
          takePhoto: ({ quality = 'normal', success, fail, complete }: Asked = {}) => {
            seen.draw(SAMPLE_WIDTH).toBlob(
              (blob) => {
                const result = blob
                  ? { tempImagePath: putTemporary(blob, '.jpg'), errMsg: 'operateCamera:ok' }
                  : { errMsg: 'operateCamera:fail' }
                ;(blob ? success : fail)?.(result)
                complete?.(result)
              },
              'image/jpeg',
              QUALITY[quality] ?? QUALITY.normal,
            )
          },
          setZoom: ({ zoom = 1, success }: { zoom?: number; success?: (result: object) => void }) =>
            success?.({ zoom, errMsg: 'operateCamera:ok' }),
          startRecord: refused('CameraContext.startRecord'),
          stopRecord: refused('CameraContext.stopRecord'),
          onCameraFrame: () => {
            reportUnsupported('CameraContext.onCameraFrame')
            return { start: () => undefined, stop: () => undefined }
          },
        }
        queueMicrotask(() => this.triggerEvent('initdone', { maxZoom: 1 }))
      },
    },
  })

const refused =
  (name: string) =>
  ({ fail, complete }: Asked = {}) => {
    reportUnsupported(name)
    const failure = { errMsg: 'operateCamera:fail not supported' }
    fail?.(failure)
    complete?.(failure)
  }
