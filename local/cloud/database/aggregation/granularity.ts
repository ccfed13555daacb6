import { invalidParameter } from '../errors'

/** Rounds the edges of buckets to preferred numbers: to the next one strictly above or below; 0 stays 0. */
export interface Grain {
  up(value: number): number
  down(value: number): number
}

/** One decade of each series; R40 and R80 as MongoDB has them (R40 without 335). */
const SERIES: Record<string, number[]> = {
  R5: [10, 16, 25, 40, 63],
  R10: [100, 125, 160, 200, 250, 315, 400, 500, 630, 800],
  R20: words('100 112 125 140 160 180 200 224 250 280 315 355 400 450 500 560 630 710 800 900'),
  R40: words(
    '100 106 112 118 125 132 140 150 160 170 180 190 200 212 224 236 250 265 280 300 315 355 375 400 425 ' +
      '450 475 500 530 560 600 630 670 710 750 800 850 900 950',
  ),
  R80: words(
    '103 109 115 122 128 136 145 155 165 175 185 195 206 218 230 243 258 272 290 307 325 345 365 387 412 437 ' +
      '462 487 515 545 575 615 650 690 730 775 825 875 925 975',
  ),
  '1-2-5': [10, 20, 50],
  E6: [10, 15, 22, 33, 47, 68],
  E12: [10, 12, 15, 18, 22, 27, 33, 39, 47, 56, 68, 82],
  E24: words('10 11 12 13 15 16 18 20 22 24 27 30 33 36 39 43 47 51 56 62 68 75 82 91'),
  E48: geometric(48),
  E96: geometric(96),
  E192: geometric(192).map((value) => (value === 919 ? 920 : value)), // so in IEC 60063
}

function words(text: string): number[] {
  return text.split(' ').map(Number)
}

function geometric(steps: number): number[] {
  return Array.from({ length: steps }, (_, i) => Math.round(100 * 10 ** (i / steps)))
}

const POWERS: Grain = {
  up: (value) => (value === 0 ? 0 : 2 ** (Math.floor(Math.log2(value)) + 1)),
  down: (value) => (value === 0 ? 0 : 2 ** (Math.ceil(Math.log2(value)) - 1)),
}

/** @throws PlatformError for a name MongoDB does not know */
export function grainOf(name: unknown): Grain {
  if (name === 'POWERSOF2') return POWERS
  if (typeof name !== 'string' || !Object.hasOwn(SERIES, name)) {
    throw invalidParameter(`$bucketAuto: unknown granularity ${JSON.stringify(name)}`)
  }
  const series = SERIES[name]!
  return {
    up: (value) => (value === 0 ? 0 : around(series, value).find((number) => number > value)!),
    down: (value) =>
      value === 0
        ? 0
        : around(series, value)
            .reverse()
            .find((number) => number < value)!,
  }
}

/** The series' numbers from one decade below a value to one above. */
function around(series: number[], value: number): number[] {
  const decade = Math.floor(Math.log10(value)) - Math.floor(Math.log10(series[0]!))
  return [decade - 1, decade, decade + 1].flatMap((power) =>
    series.map((number) => (power < 0 ? number / 10 ** -power : number * 10 ** power)),
  )
}
