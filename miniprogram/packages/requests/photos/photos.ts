/** Photos of a case, as far as their links are there; a tap shows one large. */
import type { CasePhotoLink, CasePhotoView } from '../../../domain/contract/requests/photos'

interface Shown {
  photoId: string
  url: string
  words: string
}

Component({
  properties: {
    photos: { type: Array, value: [] as CasePhotoView[] },
    links: { type: Array, value: [] as CasePhotoLink[] },
  },
  data: { shown: [] as Shown[] },
  observers: {
    'photos, links'(photos: CasePhotoView[], links: CasePhotoLink[]) {
      const byId = new Map(links.map((link) => [link.photoId, link]))
      const shown = photos.map(({ photoId }): Shown => {
        const link = byId.get(photoId)
        const words = !link ? '' : link.state === 'refused' ? '微信没让显示' : '微信在检查'
        return { photoId, url: link?.url ?? '', words }
      })
      this.setData({ shown })
    },
  },
  methods: {
    look(event: WechatMiniprogram.TouchEvent) {
      const { url } = event.currentTarget.dataset as { url: string }
      const urls = this.data.shown.flatMap((photo) => (photo.url ? [photo.url] : []))
      if (url) wx.previewImage({ current: url, urls })
    },
  },
})
