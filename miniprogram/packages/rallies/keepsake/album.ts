/** Saving a picture into the phone's album; who refused once is shown where to allow it. */

/** @returns whether it is in the album; what went wrong was told */
export function saveToAlbum(filePath: string): Promise<boolean> {
  return new Promise((resolve) => {
    wx.saveImageToPhotosAlbum({
      filePath,
      success: () => resolve(true),
      fail: ({ errMsg }) => {
        // A closed sheet is a choice.
        if (/cancel/.test(errMsg)) return resolve(false)
        if (!/auth|deny/.test(errMsg)) {
          wx.showToast({ title: '没有存成，可以长按图片保存', icon: 'none' })
          return resolve(false)
        }
        wx.showModal({
          title: '还没有允许存到相册',
          content: '打开「保存到相册」，再回来点一次',
          confirmText: '去打开',
          success: ({ confirm }) => confirm && wx.openSetting({}),
          complete: () => resolve(false),
        })
      },
    })
  })
}
