/** @jest-environment node */
/** The list of bubbles in a conversation that has talked for years: few bubbles, and little sent to the view at a time. */
import type { MessageView } from '../../miniprogram/domain/contract/groups'
import { WINDOW } from '../../miniprogram/packages/groups/chat/message-log'
import type { Row } from '../../miniprogram/packages/groups/chat/rows'
import {
  bytesOf,
  placeRows,
  SET_DATA_BYTES,
  type Placed,
} from '../../miniprogram/packages/groups/chat/message-list/slots'

const LENGTH = 10_000
const START = Date.UTC(2026, 3, 13, 2)
const LONG = '请问民宿改造要先到哪个科室'.repeat(160).slice(0, 2000)

const message = (order: number, text = `第${order}句`): MessageView => ({
  messageId: `message-${order}-${'x'.repeat(24)}`,
  conversationId: 'c',
  order,
  n: order,
  senderId: `person-${order % 7}`,
  senderName: '示例·王掌柜',
  senderRole: '企业',
  senderOrganisation: '示例单位',
  mine: order % 7 === 0,
  text,
  content: 'shown',
  reason: '',
  toAll: false,
  pictures: [],
  card: null,
  caseCard: null,
  mentions: [],
  answers: null,
  at: START + order * 60_000,
})
const talk = (text?: string) => Array.from({ length: LENGTH }, (_, place) => message(place + 1, text))

type Definition = { data: Placed<Row>; methods: Record<string, unknown> }
interface List {
  data: Placed<Row>
  show(messages: MessageView[], waiting: Row[]): void
  goTo(messageId: string): void
  goToEnd(): void
  upper(): void
  lower(): void
}

/** The real component without its view, one bubble for each of `order`; `sent` is every setData it made. */
function aList() {
  let definition = {} as Definition
  const wx = { getStorageSync: () => '' } // a phone that never heard the cloud's time
  Object.assign(globalThis, { wx, Component: (given: Definition) => (definition = given) })
  jest.isolateModules(() => {
    jest.requireActual('../../miniprogram/packages/groups/chat/message-list/message-list')
  })
  const data = structuredClone(definition.data) as Placed<Row> & Record<string, unknown>
  const sent: Record<string, unknown>[] = []
  const seen = { most: 0 }
  const setData = (patch: Record<string, unknown>, done?: () => void) => {
    sent.push(patch)
    for (const [path, value] of Object.entries(patch)) {
      const slot = /^slots\[(\d+)\]$/.exec(path)?.[1]
      if (slot) data.slots[Number(slot)] = value as Row
      else data[path] = value
    }
    // What the view would show right now: every row the order names must be there.
    expect(data.order.every(({ key, slot }) => data.slots[slot]?.key === key)).toBe(true)
    seen.most = Math.max(seen.most, data.order.length)
    done?.()
  }
  const list = { ...definition.methods, data, setData, triggerEvent: () => undefined } as unknown as List
  return { list, sent, seen, texts: () => data.order.map(({ slot }) => data.slots[slot]!.text) }
}

it.each([
  ['short words', undefined],
  ['2,000 characters each', LONG],
])('shows 10,000 messages of %s with at most 60 bubbles and 16 KB at a time', (_what, text) => {
  const { list, sent, seen, texts } = aList()
  const messages = talk(text)
  list.show(messages.slice(-30), [])
  list.show(messages, [])
  for (let turn = 0; turn < 5; turn += 1) list.upper()
  list.lower()
  list.goTo(messages[4000]!.messageId)
  list.goToEnd()
  list.show([...messages, message(LENGTH + 1, '最新的一句')], [])
  expect(texts()).toHaveLength(WINDOW)
  expect(texts()[WINDOW - 1]).toBe('最新的一句')
  expect(seen.most).toBe(WINDOW)
  expect(sent.length).toBeGreaterThan(10)
  expect(Math.max(...sent.map((data) => Buffer.byteLength(JSON.stringify(data))))).toBeLessThanOrEqual(
    SET_DATA_BYTES,
  )
})

it('counts those that wait among the 60, and shows them at the end alone', () => {
  const { list, texts } = aList()
  const messages = talk()
  const waiting = ['一', '二'].map((text) => ({ ...({} as Row), key: `w-${text}`, text }))
  list.show(messages, waiting)
  expect(texts()).toHaveLength(WINDOW)
  expect(texts().slice(-3)).toEqual([`第${LENGTH}句`, '一', '二'])
  list.upper()
  expect(texts()).toHaveLength(WINDOW)
  expect(texts()[WINDOW - 1]).toBe(`第${LENGTH - 28}句`)
})

it('shows the rows in their order however the window moves, and keeps no more slots than two windows', () => {
  const { list, texts } = aList()
  const messages = talk()
  list.show(messages, [])
  for (const place of [9000, 20, 5000, 5030, 9990]) {
    list.goTo(messages[place]!.messageId)
    const first = messages.findIndex(({ text }) => text === texts()[0])
    expect(texts()).toEqual(messages.slice(first, first + WINDOW).map(({ text }) => text))
    expect(texts()).toContain(messages[place]!.text)
  }
  expect(list.data.slots.length).toBeLessThanOrEqual(2 * WINDOW)
})

describe('rows in slots', () => {
  const row = (key: string, text = key) => ({ key, text })
  const none: Placed<ReturnType<typeof row>> = { slots: [], order: [] }
  const placed = {
    slots: [row('a'), row('b')],
    order: [
      { key: 'a', slot: 0 },
      { key: 'b', slot: 1 },
    ],
  }

  it('sends only what changed', () => {
    expect(placeRows(placed, placed.slots)).toEqual([])
    expect(placeRows(placed, [row('a'), row('b', '二')])).toEqual([{ 'slots[1]': row('b', '二') }])
  })

  it('takes the slot of a row that is gone only once nobody shows it', () => {
    const moved = [
      { key: 'b', slot: 1 },
      { key: 'c', slot: 2 },
    ]
    expect(placeRows(placed, [row('b'), row('c')])).toEqual([{ 'slots[2]': row('c'), order: moved }])
    const [next] = placeRows({ slots: [row('a'), row('b'), row('c')], order: moved }, [row('c'), row('d')])
    expect(next).toMatchObject({ 'slots[0]': row('d') })
  })

  it('sends the order last, when every row it names is there', () => {
    const rows = Array.from({ length: 10 }, (_, place) => row(`k${place}`, LONG))
    const patches = placeRows(none, rows)
    expect(patches.length).toBeGreaterThan(3)
    expect(patches.map((patch) => 'order' in patch)).toEqual(
      patches.map((_, place) => place === patches.length - 1),
    )
  })

  it('counts bytes as they travel', () => {
    for (const text of ['ab', '豆', 'é', '😀', '"\n']) {
      expect(bytesOf(text)).toBe(Buffer.byteLength(JSON.stringify(text)))
    }
  })
})
