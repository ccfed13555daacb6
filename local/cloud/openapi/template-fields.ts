/**
 * What a value of a subscription message may be, by the type its key begins with. Source: the table of parameter
 * limits in the documentation of subscribeMessage.send.
 */
type Rule = (value: string) => boolean

const HAN = '\\p{Script=Han}'
const CLOCK = '([01]?\\d|2[0-3]):[0-5]\\d(:[0-5]\\d)?'
const DAY = '\\d{4}年(0?[1-9]|1[0-2])月(0?[1-9]|[12]\\d|3[01])日'
const matches = (pattern: string): Rule => {
  const regex = new RegExp(`^(${pattern})$`, 'u')
  return (value) => regex.test(value)
}
/** A moment, or two of them joined by a half-width ~ (a full-width one is refused). */
const moment = (pattern: string) => matches(`${pattern}(\\s?~\\s?${pattern})?`)
const atMost =
  (limit: number, rule: Rule): Rule =>
  (value) =>
    [...value].length <= limit && rule(value)

const RULES: Record<string, Rule> = {
  thing: atMost(20, () => true),
  number: atMost(32, matches('-?\\d+(\\.\\d+)?')),
  letter: atMost(32, matches('[A-Za-z]+')),
  symbol: atMost(5, matches('[\\p{P}\\p{S}]+')),
  character_string: atMost(32, matches('[!-~ ]+')),
  time: moment(`(${DAY}\\s?)?${CLOCK}`),
  date: moment(`${DAY}(\\s?${CLOCK})?`),
  amount: matches('\\p{Sc}?\\d{1,10}(\\.\\d+)?元?'),
  phone_number: atMost(17, matches('[0-9+()\\-# ]+')),
  car_number: atMost(8, matches(`[${HAN}A-Za-z0-9][A-Za-z0-9]*[${HAN}A-Za-z0-9]?`)),
  name: (value) =>
    new RegExp(HAN, 'u').test(value)
      ? atMost(10, matches(`[${HAN}A-Za-z·.\\- ]+`))(value)
      : atMost(20, matches('[A-Za-z\\p{P} ]+'))(value),
  phrase: atMost(5, matches(`${HAN}+`)),
}
const CLOSED = ['enum', 'const']

/** The type in a key such as "character_string12", or undefined when there is none. */
export function fieldType(key: string): string | undefined {
  const type = /^([a-z_]+)\d+$/.exec(key)?.[1]
  return type !== undefined && (Object.hasOwn(RULES, type) || CLOSED.includes(type)) ? type : undefined
}

/** @returns why WeChat refuses a value, in its words, or undefined when it takes it. `values`: of a closed list */
export function refusalOf(
  key: string,
  value: unknown,
  values?: string[],
): 'is empty' | 'invalid' | undefined {
  if (value === undefined || value === null || value === '') return 'is empty'
  if (typeof value !== 'string' || /[\r\n]/.test(value)) return 'invalid'
  const type = fieldType(key) ?? ''
  const fits = CLOSED.includes(type) ? values?.includes(value) : RULES[type]?.(value)
  return fits ? undefined : 'invalid'
}
