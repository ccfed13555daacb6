/** One sentence for a moment; nothing, when there is nothing to say. */
export function say(title: string): void {
  if (title) wx.showToast({ title, icon: 'none', duration: 3000 })
}
