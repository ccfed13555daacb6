import { deflateSync } from 'node:zlib'
import { encode } from 'uqr'

/** Four modules of white around a code are what scanners ask for (ISO 18004). */
const BORDER = 4

/**
 * A QR code as a PNG of `width` × `width` pixels, black on white.
 * @throws Error when the text does not fit a QR of that width
 */
export function qrPicture(text: string, width: number): Uint8Array {
  const { data, size } = encode(text, { ecc: 'M', border: BORDER })
  const module = Math.floor(width / size)
  if (module < 1) throw new Error(`qr: ${text.length} characters need more than ${width} pixels`)
  const edge = Math.floor((width - module * size) / 2)
  const dark = (x: number, y: number) =>
    data[Math.floor((y - edge) / module)]?.[Math.floor((x - edge) / module)] === true
  // One byte of filter (none) before each row, then one bit a pixel, 1 = white.
  const stride = 1 + Math.ceil(width / 8)
  const rows = new Uint8Array(stride * width)
  for (let y = 0; y < width; y++)
    for (let x = 0; x < width; x++) {
      if (!dark(x, y)) rows[y * stride + 1 + (x >> 3)]! |= 0x80 >> (x & 7)
    }
  const oneBitGrey = [1, 0, 0, 0, 0]
  return Uint8Array.from([
    ...[0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a],
    ...chunk('IHDR', [...uint32(width), ...uint32(width), ...oneBitGrey]),
    ...chunk('IDAT', [...deflateSync(rows)]),
    ...chunk('IEND', []),
  ])
}

function chunk(type: string, body: number[]): number[] {
  const typed = [...new TextEncoder().encode(type), ...body]
  return [...uint32(body.length), ...typed, ...uint32(crc32(typed))]
}

const uint32 = (value: number) => [24, 16, 8, 0].map((shift) => (value >>> shift) & 0xff)

/** PNG's checksum (ISO 3309); Node has one of its own only from 20.15. */
function crc32(bytes: number[]): number {
  let crc = ~0
  for (const byte of bytes) {
    crc ^= byte
    for (let bit = 0; bit < 8; bit++) crc = (crc >>> 1) ^ (crc & 1 ? 0xedb88320 : 0)
  }
  return ~crc >>> 0
}
