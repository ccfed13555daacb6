import type { DeskData, DeskDelivery } from '../data'
import { button, element } from './element'
import { lockScreen } from './lock-screen'
import { rememberedHolder, rememberHolder } from './holder-memory'
import { holderMenu } from './holder-menu'
import { PhoneLink, type Network, type PhoneReport, type PhoneSettings } from './phone-link'
import { SIDE_NAMES, type Side } from './side'

const NETWORKS: [Network, string, string][] = [
  ['good', '好', '网络正常'],
  ['weak', '弱', '网络慢，每次要等两秒左右'],
  ['off', '断', '没有网络'],
]
const FONT_SCALES: [number, string][] = [
  [1, '标准'],
  [1.25, '大'],
  [1.5, '特大'],
  [2, '最大'],
]

/** One phone on the desk: who holds it, its switches, the phone itself and a line of what it reports. */
export function phoneStand(
  side: Side,
  data: DeskData,
  onReport: (side: Side, report: PhoneReport) => void,
): { stand: HTMLElement; link: PhoneLink; take(delivery: DeskDelivery): void } {
  const holder = rememberedHolder(side, data)
  const frame = element('iframe', {
    title: SIDE_NAMES[side],
    'data-testid': `phone-${side}`,
    allow: 'clipboard-write',
  })
  const about = element('p', { class: 'about', 'data-testid': `holder-about-${side}` })
  let holding = holder
  const tellAbout = (trouble: boolean) => {
    const person = data.people.find((one) => one.openid === holding)
    const facts = [person?.detail, person?.phoneHint].filter(Boolean).join(' · ')
    about.textContent = trouble ? '小程序里有错，见「云端记录」' : facts
    about.title = facts
    about.classList.toggle('trouble', trouble)
  }
  const link = new PhoneLink(side, data.phonePath, frame, holder, (report) => {
    if (report.type === 'error') tellAbout(true)
    onReport(side, report)
  })
  const menu = holderMenu(side, data.people, holder, (openid) => {
    rememberHolder(side, openid)
    holding = openid
    tellAbout(false)
    link.giveTo(openid)
    lock.giveTo(openid)
  })
  // Cleared when the page is left, not when the next has loaded: that one may already have failed by then.
  frame.addEventListener('load', () => {
    frame.contentWindow?.addEventListener('pagehide', () => tellAbout(false))
  })
  tellAbout(false)

  const lock = lockScreen(side, data, link, holder)
  const glass = element('div', { class: 'glass' }, frame, lock.screen)
  const stand = element(
    'section',
    { class: 'stand', 'aria-label': SIDE_NAMES[side] },
    menu,
    switches(side, link),
    element('div', { class: 'body' }, glass),
    element('div', { class: 'foot' }, about, lock.key),
  )
  return { stand, link, take: lock.take }
}

function switches(side: Side, link: PhoneLink): HTMLElement {
  const name = SIDE_NAMES[side]
  const networks = NETWORKS.map(([network, label, hint]) =>
    pressable(label, `network-${side}-${network}`, `${name}网络：${label}`, hint, () =>
      link.set({ network }),
    ),
  )
  const font = element('select', { 'aria-label': `${name}字号`, 'data-testid': `font-${side}` })
  font.append(
    ...FONT_SCALES.map(([scale, label]) => element('option', { value: String(scale) }, `字 ${label}`)),
  )
  font.addEventListener('change', () => link.set({ fontScale: Number(font.value) }))
  const dark = pressable('深色', `dark-${side}`, `${name}深色`, '手机的深色模式', () =>
    link.set({ theme: link.settings.theme === 'dark' ? 'light' : 'dark' }),
  )
  const background = pressable(
    '放下',
    `background-${side}`,
    `${name}放到后台`,
    '切到别的应用，再按一次回来',
    () => link.set({ hidden: !link.settings.hidden }),
  )
  const restart = button(
    '重开',
    { 'data-testid': `restart-${side}`, 'aria-label': `${name}重开小程序`, title: '关掉小程序，再打开' },
    () => link.open(),
  )
  const draw = ({ network, theme, fontScale, hidden }: PhoneSettings) => {
    networks.forEach((one, at) => setPressed(one, NETWORKS[at]?.[0] === network))
    setPressed(dark, theme === 'dark')
    setPressed(background, hidden)
    font.value = String(fontScale)
  }
  link.listen(draw)
  return element(
    'div',
    { class: 'switches' },
    element('span', { class: 'segment', role: 'group', 'aria-label': `${name}网络` }, '网络', ...networks),
    font,
    dark,
    background,
    restart,
  )
}

function pressable(label: string, testId: string, spoken: string, hint: string, onPress: () => void) {
  return button(label, { 'data-testid': testId, 'aria-label': spoken, title: hint }, onPress)
}

function setPressed(one: HTMLButtonElement, pressed: boolean): void {
  one.setAttribute('aria-pressed', String(pressed))
}
