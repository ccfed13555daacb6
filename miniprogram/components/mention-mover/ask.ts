/** WeChat's own small questions, as answers to wait for. */

/** @returns the place of the choice; -1 when nothing was chosen */
export function choose(itemList: string[]): Promise<number> {
  return new Promise((resolve) => {
    wx.showActionSheet({
      itemList,
      success: ({ tapIndex }) => resolve(tapIndex),
      fail: () => resolve(-1),
    })
  })
}

export function confirm(title: string, content: string, confirmText: string): Promise<boolean> {
  return new Promise((resolve) => {
    wx.showModal({
      title,
      content,
      confirmText,
      cancelText: '再想想',
      success: (result) => resolve(result.confirm),
      fail: () => resolve(false),
    })
  })
}
