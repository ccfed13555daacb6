/** What hangs on walls and lies in hands, as pages of HTML for the printer: A4 sheets, paper cards, desk signs. */
import { renderSVG } from 'uqr'
import { paperCode } from '../miniprogram/domain/codes'
import { saySerial } from '../miniprogram/domain/serials'
import { CODE_LINK } from '../miniprogram/deployment'

export interface PosterSheet {
  pointName: string
  routeName: string
  routeOrder: number
  hours: string
  scene: string
  shortCode: string
}
export interface PosterRoute {
  name: string
  order: number
  /** Names for the stamp places of a paper card. */
  stampNames: string[]
  serials: string[]
}

/** One colour a route, so that a sheet at the wrong wall is seen from across the street. */
const COLOURS = ['#1f7a5c', '#c73e63', '#8f5e12', '#2f5f9e', '#6b4a8f']
const colourOf = (order: number) => COLOURS[(order - 1) % COLOURS.length]!

const escaped = (text: string) => text.replace(/[&<>"]/g, (letter) => `&#${letter.charCodeAt(0)};`)
const code = (text: string) =>
  renderSVG(`${CODE_LINK}?s=${encodeURIComponent(text)}`, { ecc: 'M', border: 2 })

/** Three pictures say what to do to whoever does not read. */
const STEPS = [
  [
    '拿出微信',
    '<rect x="30" y="8" width="40" height="80" rx="7"/><path d="M44 80h12"/><circle cx="50" cy="42" r="13"/>',
  ],
  [
    '扫一扫',
    '<path d="M22 36V20h16M62 20h16v16M78 62v16H62M38 78H22V62"/><path d="M16 49h68" stroke="#c73e63"/>',
  ],
  [
    '章就盖上了',
    '<circle cx="50" cy="48" r="34" stroke="#c73e63"/><path d="M34 48l12 12 22-24" stroke="#c73e63"/>',
  ],
] as const

export function sheetPage(sheet: PosterSheet): string {
  const steps = STEPS.map(
    ([words, drawing], at) =>
      `<div class="step"><svg viewBox="0 0 100 96">${drawing}</svg><div>${at + 1} ${words}</div></div>`,
  ).join('')
  return `<section class="a4" style="--colour:${colourOf(sheet.routeOrder)}">
    <div class="band">${escaped(sheet.routeName)}</div>
    <h1>${escaped(sheet.pointName)}</h1>
    <div class="code">${code(sheet.scene)}</div>
    <div class="short">${escaped(sheet.shortCode)}</div>
    <div class="steps">${steps}</div>
    <p>没有网络也能扫，有网自己盖上。扫不了就输码下面的八个字。没带手机？请工作人员在纸明信片上盖。</p>
    <div class="foot">开放 ${escaped(sheet.hours)}</div>
  </section>`
}

/** Four cards a page, to be cut; named places to stamp by hand, the code and the serial in the corner. */
export function cardPages({ name, order, stampNames, serials }: PosterRoute): string {
  const places = stampNames.map((stampName) => `<span>${escaped(stampName)}</span>`).join('')
  const cards = serials.map(
    (serial) => `<article style="--colour:${colourOf(order)}">
      <header><b>${escaped(name)}</b><i>明信片</i></header>
      <div class="places">${places}</div>
      <footer><div>${code(paperCode(serial))}</div><p>给工作人员扫，或让家里人的手机带上<br/><b>No. ${saySerial(serial)}</b></p></footer>
    </article>`,
  )
  const pages: string[] = []
  for (let from = 0; from < cards.length; from += 4)
    pages.push(`<section class="a4 cards">${cards.slice(from, from + 4).join('')}</section>`)
  return pages.join('')
}

export function deskPage(desk: { name: string; place: string }): string {
  return `<section class="a4 desk" style="--colour:${COLOURS[0]}">
    <div class="band">礼物兑换</div>
    <h1>${escaped(desk.name)}</h1>
    <p class="big">打开「打卡 → 礼物」，领一张券，到这里给工作人员扫</p>
    <p class="big">没带手机的，拿纸明信片来，一样领</p>
    <div class="foot">${escaped(desk.place)}</div>
  </section>`
}

export const STYLE = `
  @page { size: A4; margin: 0 }
  * { box-sizing: border-box; margin: 0 }
  body { font-family: 'Noto Sans CJK SC', 'Noto Sans SC', 'PingFang SC', sans-serif; color: #1e2328; -webkit-print-color-adjust: exact }
  .a4 { width: 210mm; height: 297mm; padding: 0 16mm 12mm; overflow: hidden; break-after: page; text-align: center; background: #fff }
  .band { margin: 0 -16mm; padding: 9mm; background: var(--colour); color: #fff; font-size: 13mm; font-weight: 700 }
  h1 { margin: 9mm 0 5mm; font-size: 17mm; line-height: 1.2 }
  .code svg { width: 108mm; height: 108mm }
  .short { margin: 1mm 0 5mm; font: 700 11mm monospace; letter-spacing: .1em }
  .steps { display: flex; justify-content: space-around; font-size: 6.4mm; font-weight: 600 }
  .steps svg { width: 26mm; height: 25mm; fill: none; stroke: #1e2328; stroke-width: 5; stroke-linecap: round; stroke-linejoin: round }
  p { margin-top: 6mm; font-size: 5mm; line-height: 1.5 }
  .foot { margin-top: 5mm; color: #5f6770; font-size: 5mm }
  .desk h1 { margin: 45mm 0 20mm }
  .big { font-size: 10mm; margin-top: 12mm }
  .cards { padding: 6mm; display: grid; grid-template-rows: repeat(4, 69mm); gap: 2.5mm }
  article { padding: 4mm 6mm; border: .4mm dashed #b9b2a2; background: #fdfaf1; text-align: left }
  header { display: flex; justify-content: space-between; align-items: baseline; color: var(--colour); font-size: 7mm }
  header i { color: #6b6458; font-size: 4mm; font-style: normal }
  .places { display: flex; flex-wrap: wrap; gap: 2mm; margin: 2mm 0 }
  .places span { display: flex; align-items: center; justify-content: center; width: 21mm; height: 21mm; border: .4mm dashed #8a8374; border-radius: 50%; font-size: 3.2mm; text-align: center }
  footer { display: flex; align-items: center; gap: 4mm }
  footer svg { display: block; width: 24mm; height: 24mm }
  footer p { margin: 0; font-size: 3.6mm }
  footer b { font-size: 5mm; letter-spacing: .06em }
  article { display: grid; grid-template: auto 1fr / 1fr auto; column-gap: 5mm }
  article header { grid-column: 1 / 3 }
  article footer { flex-direction: column; align-items: flex-start; width: 44mm; gap: 1mm }
`
