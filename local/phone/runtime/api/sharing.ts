import { hideSharing, shareToFriend } from '../share'
import { showModal } from '../sheets/modal'
import { ApiFailure, callable } from './call'

/** The menu of the capsule, and ways to another mini program. */
export const sharingApi = {
  showShareMenu: callable('showShareMenu', () => hideSharing(false)),
  hideShareMenu: callable('hideShareMenu', () => hideSharing(true)),
  updateShareMenu: callable('updateShareMenu', () => undefined),
  shareAppMessage: callable('shareAppMessage', async () => {
    if (!(await shareToFriend('menu'))) throw new ApiFailure('cancel')
  }),
  navigateToMiniProgram: callable<{ appId: string }>('navigateToMiniProgram', async ({ appId }) => {
    const content = `即将打开另一个小程序（${appId}）。这台手机上没有它。`
    const { confirm } = await showModal({ content, confirmText: '允许' })
    throw new ApiFailure(confirm ? 'appId is not on this phone' : 'cancel')
  }),
}
