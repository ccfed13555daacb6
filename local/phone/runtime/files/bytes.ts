/** How a file's bytes are written as text. */
export type Encoding = string

const TEXT: Record<string, string> = {
  utf8: 'utf-8',
  'utf-8': 'utf-8',
  ucs2: 'utf-16le',
  'ucs-2': 'utf-16le',
  utf16le: 'utf-16le',
  'utf-16le': 'utf-16le',
}
const ONE_BYTE = ['ascii', 'binary', 'latin1']

/** All bytes of an address of this page, at once: the platform reads files synchronously, a browser only this way. */
export function readNow(address: string): Uint8Array | null {
  const request = new XMLHttpRequest()
  request.open('GET', address, false)
  // the one text encoding that keeps every byte
  request.overrideMimeType('text/plain; charset=x-user-defined')
  try {
    request.send()
  } catch {
    return null
  }
  if (request.status !== 200) return null
  return Uint8Array.from(request.responseText, (letter) => letter.charCodeAt(0) & 0xff)
}

/** @returns undefined for an encoding the platform does not have */
export function bytesToText(bytes: Uint8Array, encoding: Encoding): string | undefined {
  const known = TEXT[encoding]
  if (known) return new TextDecoder(known, { ignoreBOM: true }).decode(bytes)
  if (encoding === 'hex') return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')
  const letters = () => Array.from(bytes, (byte) => String.fromCharCode(byte)).join('')
  if (encoding === 'base64') return btoa(letters())
  return ONE_BYTE.includes(encoding) ? letters() : undefined
}

/** @returns undefined for an encoding the platform does not have, or a text that is none of it */
export function textToBytes(text: string, encoding: Encoding): Uint8Array | undefined {
  if (TEXT[encoding] === 'utf-8') return new TextEncoder().encode(text)
  if (TEXT[encoding]) {
    const bytes = new DataView(new ArrayBuffer(text.length * 2))
    for (let at = 0; at < text.length; at++) bytes.setUint16(at * 2, text.charCodeAt(at), true)
    return new Uint8Array(bytes.buffer)
  }
  if (encoding === 'hex') {
    if (!/^([0-9a-f]{2})*$/i.test(text)) return undefined
    return Uint8Array.from(text.match(/../g) ?? [], (pair) => parseInt(pair, 16))
  }
  if (encoding === 'base64') {
    try {
      return Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0))
    } catch {
      return undefined
    }
  }
  return ONE_BYTE.includes(encoding) ? Uint8Array.from(text, (letter) => letter.charCodeAt(0)) : undefined
}
