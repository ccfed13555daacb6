/** A QR code as modules, and as an SVG data URI. */
import { Ecc, QrCode } from 'tdesign-miniprogram/common/shared/qrcode/qrcodegen'

/** The quiet zone that the standard asks for, in modules. */
export const QUIET = 4

/** Rows of modules, dark is true, without the quiet zone. */
export function qrModules(text: string): boolean[][] {
  return QrCode.encodeText(text, Ecc.MEDIUM).getModules()
}

export function qrPicture(text: string): string {
  const modules = qrModules(text)
  const whole = modules.length + 2 * QUIET
  const path = modules
    .flatMap((row, y) => row.map((dark, x) => (dark ? `M${x + QUIET} ${y + QUIET}h1v1h-1z` : '')))
    .join('')
  const svg =
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${whole} ${whole}" shape-rendering="crispEdges">` +
    `<path fill="#fff" d="M0 0h${whole}v${whole}H0z"/><path d="${path}"/></svg>`
  return `data:image/svg+xml,${encodeURIComponent(svg)}`
}
