/**
 * Chooses up to six photos; each is copied to the app's own files before anything else. Event: `changed` with what is
 * chosen now.
 */
import { CASE_PHOTOS_MAX } from '../../../domain/cases'
import { choosePictures } from '../../../services/choose-pictures'
import type { DraftPicture } from '../../../services/drafts'
import { dropFile } from '../../../services/files'

Component({
  properties: {
    pictures: { type: Array, value: [] as DraftPicture[] },
  },
  data: { max: CASE_PHOTOS_MAX, trouble: '' },
  methods: {
    async add() {
      const { pictures, trouble } = await choosePictures(CASE_PHOTOS_MAX - this.data.pictures.length)
      this.setData({ trouble })
      if (pictures.length > 0) this.tell([...this.data.pictures, ...pictures])
    },
    takeOut(event: WechatMiniprogram.TouchEvent) {
      const { path } = event.currentTarget.dataset as { path: string }
      this.tell(this.data.pictures.filter((picture) => picture.path !== path))
      dropFile(path)
    },
    look(event: WechatMiniprogram.TouchEvent) {
      const { path } = event.currentTarget.dataset as { path: string }
      wx.previewImage({ current: path, urls: this.data.pictures.map((picture) => picture.path) })
    },
    tell(pictures: DraftPicture[]) {
      this.triggerEvent('changed', { pictures })
    },
  },
})
