import { capsuleRect } from './device'
import type { AppLife } from './app-life'
import { sharingOffered, shareToFriend, shareToTimeline } from './share'
import { showActionSheet } from './sheets/action-sheet'

interface Wx {
  openSetting(given: object): Promise<unknown>
}

/** The two halves of the capsule: what one may do with the mini program, and away from it. */
export function listenToCapsule(screen: HTMLElement, life: AppLife) {
  const { top, width, height } = capsuleRect()
  const half = (name: string, act: () => void, right: number) => {
    const made = document.createElement('button')
    made.className = 'phone-capsule-half'
    made.setAttribute('aria-label', name)
    made.style.cssText = `top:${top}px;right:${right}px;width:${width / 2}px;height:${height}px`
    made.addEventListener('click', act)
    // above the app, below what the phone itself asks
    screen.insertBefore(made, screen.querySelector('.phone-overlays'))
  }
  async function openMenu() {
    const { friend, timeline } = sharingOffered()
    const offers: [string, () => unknown][] = [
      ...(friend ? [['转发给朋友', () => shareToFriend('menu')] as [string, () => unknown]] : []),
      ...(timeline ? [['分享到朋友圈', shareToTimeline] as [string, () => unknown]] : []),
      ['设置', () => (window as unknown as { wx: Wx }).wx.openSetting({ fromMenu: true })],
      ['重新进入小程序', () => location.reload()],
    ]
    const chosen = await showActionSheet(offers.map(([words]) => words))
    if (chosen !== null) offers[chosen]?.[1]()
  }
  half('小程序菜单', () => void openMenu(), 10 + width / 2)
  half(
    '离开小程序',
    () => {
      life.hide()
      void showActionSheet(['回到小程序']).then(() => life.show())
    },
    10,
  )
}
