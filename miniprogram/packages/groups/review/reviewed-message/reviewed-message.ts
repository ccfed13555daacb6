/** One message under review: who, when, the words and the pictures, which open when tapped. */
Component({
  properties: {
    message: { type: Object, value: {} },
  },
  methods: {
    open(event: WechatMiniprogram.TouchEvent) {
      const { url } = event.currentTarget.dataset as { url: string }
      wx.previewImage({ current: url, urls: (this.data.message as { pictures: string[] }).pictures })
    },
  },
})
