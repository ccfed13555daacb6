import { button, element } from './element'
import { SIDES, type Side } from './side'

const KEY = 'desk.phones'
const USUAL = 2
const WORDS = ['一部', '两部', '三部']

/** How many phones lie on the desk: what was chosen when it was last open. */
function phoneCount(): number {
  const kept = Number(localStorage.getItem(KEY))
  return Number.isInteger(kept) && kept >= 1 && kept <= SIDES.length ? kept : USUAL
}

/** The phones that lie on the desk, from the left. */
export const shownSides = (): Side[] => SIDES.slice(0, phoneCount())

/** 一部、两部 or 三部: the desk is laid anew; who held a phone that is put away holds it again when it comes back. */
export function phoneCounter(): HTMLElement {
  const chosen = phoneCount()
  const buttons = WORDS.map((words, at) => {
    const one = button(
      words,
      { 'data-testid': `phones-${at + 1}`, 'aria-label': `桌上摆${words}手机` },
      () => {
        localStorage.setItem(KEY, String(at + 1))
        location.reload()
      },
    )
    one.setAttribute('aria-pressed', String(at + 1 === chosen))
    return one
  })
  return element('span', { class: 'segment', role: 'group', 'aria-label': '桌上的手机' }, '手机 ', ...buttons)
}
