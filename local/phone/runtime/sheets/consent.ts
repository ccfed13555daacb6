import { addButton, addText, openSheet } from './sheet'

/** Name in the bar of the page that is open: who asks. */
export const askingApp = () =>
  document.querySelector('.phone-layer:not([hidden]) .phone-nav-title')?.textContent || '小程序'

/** WeChat's sheet that asks its holder for something. @returns true for 允许 */
export function askConsent(asked: { title: string; text: string; refuse?: string; allow?: string }) {
  const { box, close } = openSheet('phone-consent', 'dialog')
  addText(box, 'p', 'phone-consent-app', `${askingApp()} 申请`)
  addText(box, 'h2', 'phone-consent-title', asked.title)
  addText(box, 'p', 'phone-consent-number', asked.text)
  const row = addText(box, 'div', 'phone-consent-buttons', '')
  return new Promise<boolean>((resolve) => {
    const answer = (allowed: boolean) => {
      close()
      resolve(allowed)
    }
    addButton(row, 'phone-consent-refuse', asked.refuse ?? '拒绝', () => answer(false))
    addButton(row, 'phone-consent-allow', asked.allow ?? '允许', () => answer(true))
  })
}
