import { renderSVG } from 'uqr'
import { readCodeText } from '../../cloud/openapi/mini-program-code'
import type { DeskCode } from '../data'
import { button, element } from './element'
import { say } from './notice'
import type { PhoneLink } from './phone-link'
import { SIDE_NAMES, type Side } from './side'

/** WeChat's number for "opened by scanning a 小程序码". */
const SCANNED_MINI_PROGRAM_CODE = 1047

interface DeskPhone {
  side: Side
  link: PhoneLink
}

/** The sheet of printed codes: one card a code, grouped by route, and a field for any other text. */
export function codeSheet(codes: DeskCode[], phones: DeskPhone[]): HTMLElement {
  const groups = new Map<string, HTMLElement[]>()
  codes.forEach((code, index) => {
    const cards = groups.get(code.group) ?? []
    cards.push(codeCard(code, index, phones))
    groups.set(code.group, cards)
  })
  const sections = [...groups].map(([group, cards]) =>
    element(
      'section',
      { class: 'route' },
      element('h2', {}, group),
      element('div', { class: 'cards' }, ...cards),
    ),
  )
  const print = button('打印这张单子', { class: 'quiet', 'data-testid': 'print-codes' }, () => window.print())
  return element(
    'div',
    { class: 'codes' },
    element(
      'p',
      { class: 'hint' },
      '每张卡是贴在点位上的一个码。扫一扫：小程序里点了扫码之后用。冷启动：小程序没开，拿微信扫。热启动：小程序开着，拿微信扫。',
      print,
    ),
    anyText(phones),
    ...(sections.length > 0 ? sections : [element('p', { class: 'hint' }, '还没有印好的码。')]),
  )
}

function codeCard(code: DeskCode, index: number, phones: DeskPhone[]): HTMLElement {
  const rows = phones.map((phone) => {
    const { side, link } = phone
    const name = SIDE_NAMES[side]
    const press = (id: string, label: string, spoken: string, onPress: () => void) =>
      button(
        label,
        { 'data-testid': `code-${index}-${id}-${side}`, 'aria-label': `${code.label}：${spoken}` },
        onPress,
      )
    return element(
      'div',
      { class: 'acts' },
      element('span', {}, name),
      press('scan', '扫一扫', `${name}扫一扫`, () => void scanWith(phone, code.link)),
      press('cold', '冷启动', `${name}用微信扫，冷启动`, () => {
        link.open(code.open)
        say(`${name}用微信扫了「${code.label}」，小程序从头打开。`)
      }),
      press('warm', '热启动', `${name}用微信扫，热启动`, () => {
        const told = link.launch(code.open)
        say(
          told
            ? `${name}用微信扫了「${code.label}」。`
            : `${name}的小程序还没开好，等它出来再扫，或用冷启动。`,
        )
      }),
    )
  })
  const text = element(
    'div',
    { class: 'words' },
    element('h3', {}, code.label),
    element('p', { class: 'on-paper' }, code.group),
  )
  if (code.note !== undefined) text.append(element('p', {}, code.note))
  return element(
    'article',
    { class: 'card', 'data-testid': `code-${index}` },
    qrOf(code),
    text,
    element('div', { class: 'rows' }, ...rows),
  )
}

function qrOf(code: DeskCode): HTMLElement {
  // M survives a scratch on a printed card; four modules of white border is what scanners ask for (ISO 18004).
  const svg = renderSVG(code.link, { ecc: 'M', border: 4 })
  const picture = element('img', {
    src: `data:image/svg+xml,${encodeURIComponent(svg)}`,
    alt: `${code.label}的二维码`,
  })
  const large = button(
    '',
    { class: 'qr', title: '点开看大图', 'aria-label': `放大${code.label}的二维码` },
    () => {
      const dialog = element('dialog', { class: 'large', 'aria-label': code.label })
      dialog.append(picture.cloneNode(), element('h3', {}, code.label), element('code', {}, code.link))
      dialog.append(button('关上', {}, () => dialog.close()))
      dialog.addEventListener('close', () => dialog.remove())
      document.body.append(dialog)
      dialog.showModal()
    },
  )
  large.append(picture)
  return large
}

function anyText(phones: DeskPhone[]): HTMLElement {
  const field = element('input', {
    type: 'text',
    id: 'scan-text',
    placeholder: '例如一个伪造的码，或小程序码 weapp://…',
    autocomplete: 'off',
    'data-testid': 'scan-text',
  })
  const scans = phones.map((phone) =>
    button(`${SIDE_NAMES[phone.side]}扫一扫`, { 'data-testid': `scan-text-${phone.side}` }, () => {
      if (field.value === '') say('先写上码里的文字。')
      else void scanWith(phone, field.value)
    }),
  )
  return element(
    'div',
    { class: 'any' },
    element('label', { for: 'scan-text' }, '扫别的文字'),
    field,
    element('span', { class: 'acts' }, ...scans),
  )
}

async function scanWith({ side, link }: DeskPhone, text: string): Promise<void> {
  const name = SIDE_NAMES[side]
  if (await link.scan(text)) return say(`${name}扫到了。`)
  // A mini program code needs no camera of the app's: WeChat itself opens what it names.
  const code = readCodeText(text)
  if (code) {
    link.show({ ...code, scene: SCANNED_MINI_PROGRAM_CODE })
    say(`${name}用微信扫了小程序码。`)
  } else say(`${name}现在没有在扫码。先在手机里点「扫码」，再回来按这里；或者用冷启动、热启动。`)
}
