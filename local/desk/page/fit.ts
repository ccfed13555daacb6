/** Size of the phone's screen and of the room its stand needs around it, in CSS pixels. */
const SCREEN = { width: 375, height: 812 }
const FRAME = 24
const ABOUT = 40
const SMALLEST = 0.68

/**
 * Scales the phones so that they fit the window's height. Never below 68 %: text would become unreadable,
 * and scrolling is the lesser evil. The iframe keeps its 375×812, so the mini program lays out as on a phone.
 */
export function fitPhones(phones: HTMLElement): void {
  const fit = () => {
    const body = phones.querySelector<HTMLElement>('.body')
    if (!body) return
    const top = body.getBoundingClientRect().top + window.scrollY
    const room = (window.innerHeight - top - FRAME - ABOUT) / SCREEN.height
    const wide = (phones.clientWidth - FRAME) / SCREEN.width
    phones.style.setProperty('--phone-scale', String(Math.min(1, wide, Math.max(SMALLEST, room))))
  }
  fit()
  window.addEventListener('resize', fit)
}
