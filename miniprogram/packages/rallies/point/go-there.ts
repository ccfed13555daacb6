/** The way to a place, in the phone's own map. */
import type { Position } from '../../../domain/distances'

export function goThere({
  name,
  place,
  position,
}: {
  name: string
  place: string
  position: Position | null
}): void {
  // Without a position, or where no map opens, the address is what he can show to anybody.
  const tellAddress = () =>
    wx.showModal({ title: name, content: place, showCancel: false, confirmText: '知道了' })
  if (!position) return void tellAddress()
  wx.openLocation({ ...position, name, address: place, scale: 17, fail: tellAddress })
}
