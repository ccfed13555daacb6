import { codeIn, formatRotating, parseCode } from '../../miniprogram/domain/codes'
import { parseSerial, saySerial, serialFrom } from '../../miniprogram/domain/serials'

describe('a serial', () => {
  const serial = serialFrom([1, 20, 3, 44, 5, 60, 7])

  it('is read as people type it', () => {
    expect(parseSerial(saySerial(serial).toLowerCase())).toBe(serial)
    expect(parseSerial(` ${serial.slice(0, 3)} ${serial.slice(3)} `)).toBe(serial)
  })

  it('notices every wrong character and every two that changed places', () => {
    const alphabet = '23456789ABCDEFGHJKMNPQRSTUVWXYZ'
    for (let at = 0; at < serial.length; at += 1) {
      for (const other of alphabet.replace(serial[at]!, ''))
        expect(parseSerial(serial.slice(0, at) + other + serial.slice(at + 1))).toBeNull()
      const [one, two] = [serial[at]!, serial[at + 1]]
      if (two && one !== two)
        expect(parseSerial(serial.slice(0, at) + two + one + serial.slice(at + 2))).toBeNull()
    }
  })
})

describe('a code', () => {
  it('of every kind is known by its text', () => {
    const rotating = { pointId: 'p-_1', slot: 59_000_001, keyVersion: '2', check: 'abcDEF-_12' }
    expect(parseCode(formatRotating(rotating))).toEqual({ kind: 'rotating', ...rotating })
    const serial = serialFrom([9, 8, 7, 6, 5, 4, 3])
    expect(parseCode(`K.${serial}`)).toEqual({ kind: 'paper', serial })
    expect(parseCode(saySerial(serial))).toEqual({ kind: 'typed', serial })
    expect(parseCode('V.12345678')).toEqual({ kind: 'voucher', number: '12345678' })
    expect(parseCode('1234-5678')).toEqual({ kind: 'voucher', number: '12345678' })
    expect(parseCode(`P.${'a'.repeat(40)}`)).toEqual({ kind: 'pass', sealed: 'a'.repeat(40) })
    expect(parseCode('a1b2c3d4e5f6.2.AAAAAAAAAA')).toMatchObject({ kind: 'sheet' })
    expect(['K.AAAAAAAA', 'hello', 'R.x.y', '1234'].map(parseCode)).toEqual([null, null, null, null])
  })

  it('is found in an ordinary link, encoded or not', () => {
    const text = `K.${serialFrom([1, 2, 3, 4, 5, 6, 7])}`
    expect(codeIn(`https://qsj.example.com/d?s=${text}`)).toBe(text)
    expect(codeIn(encodeURIComponent(`https://qsj.example.com/d?s=${text}`))).toBe(text)
    expect(codeIn('https://elsewhere.example.com/?x=1')).toBeNull()
  })
})
