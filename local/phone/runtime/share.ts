import type { PageCaller } from './pages'
import { tell } from './report'
import { showModal } from './sheets/modal'

interface Shared {
  title?: string
  path?: string
  query?: string
  imageUrl?: string
  promise?: Promise<Shared>
}

/** The platform waits so long (ms) for what a page promises to share. */
const PROMISE_MS = 3000

const pages = () => (window as unknown as { getCurrentPages(): PageCaller[] }).getCurrentPages()
const titleOf = () =>
  document.querySelector('.phone-layer:not([hidden]) .phone-nav-title')?.textContent || '小程序'

function asked(hook: 'onShareAppMessage' | 'onShareTimeline', given: object): Shared {
  const page = pages().at(-1)
  const method = page?.[hook]
  return typeof method === 'function' ? ((method.call(page, given) as Shared | undefined) ?? {}) : {}
}

const pathOfPage = () => {
  const page = pages().at(-1)
  const query = Object.entries(page?.options ?? {}).map(([name, value]) => `${name}=${value}`)
  return `/${page?.route ?? ''}${query.length > 0 ? `?${query.join('&')}` : ''}`
}

/** What the page says about itself is shown and told to the desk. @param target the button that was tapped, if one was */
export async function shareToFriend(from: 'button' | 'menu', target?: object): Promise<boolean> {
  const first = asked('onShareAppMessage', { from, target })
  const late = new Promise<Shared>((resolve) => setTimeout(() => resolve({}), PROMISE_MS))
  const content = first.promise ? { ...first, ...(await Promise.race([first.promise, late])) } : first
  const title = content.title ?? titleOf()
  const { confirm } = await showModal({ title: '转发给朋友', content: title, confirmText: '发送' })
  if (confirm) tell({ type: 'shared', to: 'friend', title, path: content.path ?? pathOfPage() })
  return confirm
}

/** The same for everybody's timeline. */
export async function shareToTimeline(): Promise<boolean> {
  const { title = titleOf(), query = '' } = asked('onShareTimeline', {})
  const { confirm } = await showModal({ title: '分享到朋友圈', content: title, confirmText: '发表' })
  const [path = ''] = pathOfPage().split('?')
  if (confirm) tell({ type: 'shared', to: 'timeline', title, path: query ? `${path}?${query}` : path })
  return confirm
}

let menuHidden = false

/** wx.hideShareMenu and wx.showShareMenu. */
export const hideSharing = (hidden: boolean) => void (menuHidden = hidden)

/** What the menu of the capsule offers on the page that is open. */
export function sharingOffered(): { friend: boolean; timeline: boolean } {
  const page = pages().at(-1)
  const has = (hook: string) => !menuHidden && typeof page?.[hook] === 'function'
  return { friend: has('onShareAppMessage'), timeline: has('onShareTimeline') && has('onShareAppMessage') }
}
