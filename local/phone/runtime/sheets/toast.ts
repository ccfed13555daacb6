import { addText, openSheet } from './sheet'

export type ToastKind = 'success' | 'error' | 'loading' | 'none'

const ICONS: Record<ToastKind, string> = { success: '✓', error: '!', loading: '', none: '' }

let shown: { close(): void; timer: number } | null = null

export function hideToast() {
  if (!shown) return
  clearTimeout(shown.timer)
  shown.close()
  shown = null
}

/** @param toast.duration in ms; Infinity stays until it is hidden */
export function showToast(toast: { text: string; kind: ToastKind; duration: number; mask: boolean }) {
  hideToast()
  const { mask, box, close } = openSheet('phone-toast', 'status')
  mask.style.pointerEvents = toast.mask ? 'auto' : 'none'
  box.dataset.kind = toast.kind
  if (toast.kind !== 'none') addText(box, 'i', 'phone-toast-icon', ICONS[toast.kind])
  addText(box, 'p', 'phone-toast-text', toast.text)
  const timer = Number.isFinite(toast.duration) ? window.setTimeout(hideToast, toast.duration) : 0
  shown = { close, timer }
}
