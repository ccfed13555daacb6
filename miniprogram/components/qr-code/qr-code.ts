/** A text as a QR code, drawn without canvas or network: black on white by day and by night, or cameras miss it. */
import { qrPicture } from './qr-picture'

Component({
  properties: {
    text: { type: String, value: '' },
    /** What a screen reader says of it. */
    label: { type: String, value: '二维码' },
    /** With its unit. */
    size: { type: String, value: '480rpx' },
  },
  data: { picture: '' },
  observers: {
    text(text: string) {
      this.setData({ picture: text ? qrPicture(text) : '' })
    },
  },
})
