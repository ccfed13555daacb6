import { hideToast, showToast, type ToastKind } from '../sheets/toast'
import { showActionSheet } from '../sheets/action-sheet'
import { showModal, type ModalContent } from '../sheets/modal'
import { ApiFailure, callable } from './call'

interface Toast {
  title?: string
  icon?: 'success' | 'error' | 'loading' | 'none'
  image?: string
  duration?: number
  mask?: boolean
}

const DEFAULT_TOAST_MS = 1500

/** Toast, loading, modal and action sheet. A toast and a loading share one place, as on the platform. */
export const feedbackApi = {
  showToast: callable<Toast>(
    'showToast',
    ({ title = '', icon = 'success', duration = DEFAULT_TOAST_MS, mask = false }) => {
      showToast({ text: title, kind: icon as ToastKind, duration, mask })
    },
  ),
  hideToast: callable('hideToast', hideToast),
  showLoading: callable<Toast>('showLoading', ({ title = '', mask = false }) => {
    showToast({ text: title, kind: 'loading', duration: Infinity, mask })
  }),
  hideLoading: callable('hideLoading', hideToast),
  showModal: callable<ModalContent>('showModal', showModal),
  showActionSheet: callable<{ itemList: string[]; itemColor?: string; alertText?: string }>(
    'showActionSheet',
    async ({ itemList, itemColor, alertText }) => {
      if (!Array.isArray(itemList) || itemList.length === 0)
        throw new ApiFailure('parameter error: itemList should have at least 1 item')
      if (itemList.length > 6) throw new ApiFailure('parameter error: itemList should not be larger than 6')
      const tapIndex = await showActionSheet(itemList, itemColor, alertText)
      if (tapIndex === null) throw new ApiFailure('cancel')
      return { tapIndex }
    },
  ),
}
