import { callPage, type OpenPage } from './pages'

/** onPageScroll, and onReachBottom once each time the end comes nearer than `distance` px. */
export function listenToScroll(page: OpenPage, distance: number) {
  const { scroller } = page.view
  let near = false
  scroller.addEventListener('scroll', () => {
    callPage(page, 'onPageScroll', { scrollTop: scroller.scrollTop })
    const left = scroller.scrollHeight - scroller.clientHeight - scroller.scrollTop
    if (left <= distance && !near) callPage(page, 'onReachBottom')
    near = left <= distance
  })
}
