import type { DeskPerson } from '../data'
import { element } from './element'
import { SIDE_NAMES, type Side } from './side'

/**
 * The menu of who holds a phone: a native select (grouped) and a field that narrows it by name, role or unit.
 * `onChoose` gets the openid of a new holder; Enter in the field takes the first match.
 */
export function holderMenu(
  side: Side,
  people: DeskPerson[],
  chosen: string,
  onChoose: (openid: string) => void,
): HTMLElement {
  const name = SIDE_NAMES[side]
  const select = element('select', { 'aria-label': `${name}持有人`, 'data-testid': `holder-${side}` })
  const filter = element('input', {
    type: 'search',
    placeholder: '找人',
    'aria-label': `按姓名、身份或单位找${name}持有人`,
    'data-testid': `holder-filter-${side}`,
  })
  let current = chosen

  const fill = () => {
    const found = people.filter((person) => matches(person, filter.value))
    // The holder stays in the list whatever is typed: a select without him would silently show another.
    const shown = people.filter((person) => person.openid === current || found.includes(person))
    select.replaceChildren(...grouped(shown))
    select.value = current
    filter.classList.toggle('empty', found.length === 0)
    filter.title = found.length === 0 ? '没有找到这个人' : `找到 ${found.length} 人`
    return found
  }
  const choose = (openid: string) => {
    if (openid === current) return
    current = openid
    onChoose(openid)
  }
  select.addEventListener('change', () => choose(select.value))
  filter.addEventListener('input', fill)
  filter.addEventListener('keydown', (event) => {
    // Enter also confirms a word being composed by an input method; that is not a choice yet.
    if (event.key !== 'Enter' || event.isComposing) return
    const first = fill()[0]
    if (first === undefined) return
    choose(first.openid)
    filter.value = ''
    fill()
  })
  fill()
  return element('div', { class: 'holder' }, element('span', { class: 'who' }, name), select, filter)
}

function matches(person: DeskPerson, typed: string): boolean {
  const text = `${person.name} ${person.detail} ${person.group}`.toLowerCase()
  return typed
    .toLowerCase()
    .split(/\s+/)
    .every((word) => text.includes(word))
}

function grouped(people: DeskPerson[]): HTMLOptGroupElement[] {
  const groups = new Map<string, HTMLOptGroupElement>()
  for (const person of people) {
    const group = groups.get(person.group) ?? element('optgroup', { label: person.group })
    groups.set(person.group, group)
    group.append(element('option', { value: person.openid }, `${person.name} · ${person.detail}`))
  }
  return [...groups.values()]
}
