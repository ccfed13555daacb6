/**
 * Pictures as the pages of a PDF, which printers and chats take: each JPEG goes in as it is. Our own sixty lines, since
 * the libraries that write PDF are larger than the rest of the package: docs/decisions/0045.
 */

export interface PdfPicture {
  /** A JPEG. */
  bytes: Uint8Array
  /** In pixels. */
  width: number
  height: number
}

/** A4 in points. */
const [PAGE_WIDTH, PAGE_HEIGHT] = [595.28, 841.89]

/** Each page is filled by its picture. */
export function pdfOfPictures(pictures: PdfPicture[]): ArrayBuffer {
  const parts: Uint8Array[] = []
  const offsets: number[] = []
  let length = 0
  const put = (part: Uint8Array | string) => {
    const bytes = typeof part === 'string' ? ascii(part) : part
    parts.push(bytes)
    length += bytes.length
  }
  const object = (...body: (Uint8Array | string)[]) => {
    offsets.push(length)
    put(`${offsets.length} 0 obj\n`)
    body.forEach(put)
    put('\nendobj\n')
  }
  const pageOf = (at: number) => 3 + 3 * at
  // The second line says to programs that pass it on that this file is no text.
  put('%PDF-1.4\n%\xe2\xe3\xcf\xd3\n')
  object('<< /Type /Catalog /Pages 2 0 R >>')
  const pages = pictures.map((_, at) => `${pageOf(at)} 0 R`).join(' ')
  object(`<< /Type /Pages /Count ${pictures.length} /Kids [${pages}] >>`)
  pictures.forEach(({ bytes, width, height }, at) => {
    const [content, image] = [pageOf(at) + 1, pageOf(at) + 2]
    const box = `/MediaBox [0 0 ${PAGE_WIDTH} ${PAGE_HEIGHT}]`
    object(
      `<< /Type /Page /Parent 2 0 R ${box} /Contents ${content} 0 R `,
      `/Resources << /XObject << /Picture ${image} 0 R >> >> >>`,
    )
    const drawing = `${PAGE_WIDTH} 0 0 ${PAGE_HEIGHT} 0 0 cm /Picture Do`
    object(`<< /Length ${drawing.length} >>\nstream\n${drawing}\nendstream`)
    object(
      `<< /Type /XObject /Subtype /Image /Width ${width} /Height ${height} /ColorSpace /DeviceRGB `,
      `/BitsPerComponent 8 /Filter /DCTDecode /Length ${bytes.length} >>\nstream\n`,
      ...[bytes, '\nendstream'],
    )
  })
  const table = length
  const rows = offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`).join('')
  put(`xref\n0 ${offsets.length + 1}\n0000000000 65535 f \n${rows}`)
  put(`trailer\n<< /Size ${offsets.length + 1} /Root 1 0 R >>\nstartxref\n${table}\n%%EOF\n`)
  return joined(parts, length)
}

/** A phone has no TextEncoder that one can rely on. */
function ascii(text: string): Uint8Array {
  return Uint8Array.from(text, (letter) => letter.charCodeAt(0))
}

function joined(parts: Uint8Array[], length: number): ArrayBuffer {
  const whole = new Uint8Array(length)
  let at = 0
  for (const part of parts) {
    whole.set(part, at)
    at += part.length
  }
  return whole.buffer
}
