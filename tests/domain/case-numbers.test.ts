import { caseNumber, parseCaseNumber, sayCaseNumber } from '../../miniprogram/domain/case-numbers'

/** Spread over the whole series, its first and its last. */
const NUMBERS = [0, 1, 8_999_999, ...Array.from({ length: 60 }, (_, at) => at * 149_993 + 7)].map(caseNumber)

const finds = (wrong: string) => parseCaseNumber(wrong) === null

it('is eight digits that begin with none of the zeros people leave out', () => {
  expect(NUMBERS.filter((number) => !/^[1-9]\d{7}$/.test(number))).toEqual([])
  expect(new Set(NUMBERS).size).toBe(NUMBERS.length)
})

it('finds every single wrong digit', () => {
  for (const number of NUMBERS)
    for (let place = 0; place < 8; place += 1)
      for (let digit = 0; digit <= 9; digit += 1) {
        const wrong = `${number.slice(0, place)}${digit}${number.slice(place + 1)}`
        if (wrong !== number && !finds(wrong)) throw new Error(`${wrong} passes for ${number}`)
      }
})

it('finds every two neighbours that changed places', () => {
  for (const number of NUMBERS)
    for (let place = 0; place < 7; place += 1) {
      const wrong = `${number.slice(0, place)}${number[place + 1]}${number[place]}${number.slice(place + 2)}`
      if (wrong !== number && !finds(wrong)) throw new Error(`${wrong} passes for ${number}`)
    }
})

it('is understood as people say, type and print it', () => {
  const number = caseNumber(4_821_773)
  const said = sayCaseNumber(number)
  expect(said).toMatch(/^\d{4} \d{4}$/)
  const fullWidth = [...number].map((digit) => String.fromCharCode(digit.charCodeAt(0) + 0xfee0)).join('')
  for (const each of [said, `${number}号`, number.replace(/(....)/, '$1-'), fullWidth, ` ${said} 。`])
    expect(parseCaseNumber(each)).toBe(number)
})

it('refuses what is no number of a case', () => {
  for (const each of ['', '1234', '0123 4567', `${caseNumber(5)}0`, 'abcdefgh', `1${caseNumber(5)}`])
    expect(parseCaseNumber(each)).toBeNull()
})
