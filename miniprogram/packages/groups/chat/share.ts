/**
 * What leaves a chat by WeChat's own sharing: an @ goes out with its state only; anything else stays inside. Always with
 * a picture of our own: without one WeChat shows the upper part of the screen, and with it what others wrote.
 */
const PICTURE = '/images/share.png'

export function shareOf({ target }: WechatMiniprogram.Page.IShareAppMessageOption) {
  const { share } = (target?.dataset ?? {}) as { share?: string }
  if (!share) return { title: '群上见', path: 'pages/home/home', imageUrl: PICTURE }
  return {
    title: '看看这件事的进展',
    path: `packages/groups/shared/shared?share=${share}`,
    imageUrl: PICTURE,
  }
}
