/**
 * The bubbles on screen: a window over the messages, which follows the newest while the reader is at the end and stays
 * where he reads otherwise. The page calls `show`, `goTo` and `goToEnd`; events `earlier` (the top is reached), `end`
 * (the newest is in front of the reader) and `seen` (an @ he owes is). Those of the bubbles pass through.
 */
import type { MessageView } from '../../../../domain/contract/groups'
import { newestStart, WINDOW } from '../message-log'
import { messageRow } from '../rows'
import type { Row } from '../rows'
import { cloudTime } from '../../../../services/clock'
import { placeRows, type Placed } from './slots'

const HALF = WINDOW / 2
const NEAR_END_PX = 80
const REST_MS = 250

interface Held {
  messages: MessageView[]
  waiting: Row[]
  /** Where the pictures of messages are. */
  urls: Map<string, string[]>
  firstUnread: string
  start: number
  atEnd: boolean
  /** Place of the newest message when the reader was last at the end. */
  endOrder: number
  height: number
  /** The top was reached and older messages were asked for. */
  wantsEarlier: boolean
  /** A look at which bubbles are in view is on its way. */
  looking: boolean
}

interface Shown {
  intoView: string
  marked: string
  unseen: number
}

interface Box {
  top: number
  bottom: number
  height: number
  dataset: { ask?: string }
}

Component({
  properties: {
    now: { type: Number, value: 0 },
    busy: { type: Boolean, value: false },
  },
  data: { slots: [], order: [], intoView: '', marked: '', unseen: 0 } as Placed<Row> & Shown,
  methods: {
    /** What the list works with but does not show; kept out of `data`, where every change would travel to the view. */
    held(): Held {
      const self = this as unknown as { kept?: Held }
      const start: Held = {
        messages: [],
        waiting: [],
        urls: new Map(),
        firstUnread: '',
        start: 0,
        atEnd: true,
        endOrder: -1,
        height: 0,
        wantsEarlier: false,
        looking: false,
      }
      self.kept = self.kept ?? start
      return self.kept
    },

    /** @param waiting rows of messages that have not gone out yet */
    show(messages: MessageView[], waiting: Row[]) {
      const held = this.held()
      const first = held.messages[held.start]?.messageId
      const moved = messages.findIndex((message) => message.messageId === first)
      const older = held.wantsEarlier && moved > 0 && !held.atEnd
      const keep = this.data.order[0]?.key
      held.start = Math.max(0, older ? moved - HALF : moved)
      held.messages = messages
      held.waiting = waiting
      this.render()
      if (!older) return
      held.wantsEarlier = false
      if (keep) this.scrollTo(keep)
    },
    /** A line stands above this message for as long as the page is open. */
    markUnread(messageId: string) {
      this.held().firstUnread = messageId
      this.render()
    },
    /** @param urls by message; '' for a picture that may not be seen yet */
    showPictures(urls: { messageId: string; urls: string[] }[]) {
      for (const each of urls) this.held().urls.set(each.messageId, each.urls)
      this.render()
    },
    goTo(messageId: string) {
      const held = this.held()
      const index = held.messages.findIndex((message) => message.messageId === messageId)
      if (index < 0) return
      held.start = Math.max(0, Math.min(newestStart(countOf(held)), index - HALF))
      held.atEnd = false
      this.setData({ marked: `m-${messageId}` })
      this.render()
      this.scrollTo(`m-${messageId}`)
    },
    goToEnd() {
      this.held().atEnd = true
      this.render()
      this.scrollTo('end')
    },

    render() {
      const held = this.held()
      const newest = newestStart(countOf(held))
      held.start = held.atEnd ? newest : Math.min(held.start, newest)
      const shown = held.messages.slice(held.start, held.start + WINDOW)
      const now = cloudTime()
      const rows = shown.map((message, index) => ({
        ...messageRow(message, shown[index - 1] ?? null, now, held.urls.get(message.messageId)),
        firstUnread: message.messageId === held.firstUnread,
      }))
      const ahead = held.messages.length - held.start
      rows.push(...held.waiting.slice(Math.max(0, -ahead), Math.max(0, WINDOW - ahead)))
      const patches = placeRows(this.data, rows)
      const changed = patches.length > 0
      const last = patches[patches.length - 1]
      for (const patch of patches) this.setData(patch, () => patch === last && this.lookForAsks())
      if (held.atEnd) {
        held.endOrder = held.messages[held.messages.length - 1]?.order ?? -1
        // Also when only the last bubble grew: its buttons would lie below the edge.
        if (changed) this.scrollTo('end')
        this.triggerEvent('end')
      }
      const unseen = held.messages.filter((message) => message.order > held.endOrder && !message.mine).length
      if (unseen !== this.data.unseen) this.setData({ unseen })
    },
    /** The platform scrolls only when the value changes. */
    scrollTo(id: string) {
      this.setData({ intoView: '' }, () => this.setData({ intoView: id }))
    },

    scrolled(event: WechatMiniprogram.ScrollViewScroll) {
      const held = this.held()
      const { scrollTop, scrollHeight } = event.detail
      this.lookForAsks()
      if (held.height === 0) return this.measure()
      const near = scrollHeight - scrollTop - held.height < NEAR_END_PX
      const atEnd = near && held.start === newestStart(countOf(held))
      if (atEnd === held.atEnd) return
      held.atEnd = atEnd
      if (atEnd) this.render()
    },
    measure() {
      this.createSelectorQuery()
        .select('.list')
        .boundingClientRect((box) => {
          this.held().height = (box as { height: number } | null)?.height ?? 0
        })
        .exec()
    },
    /** Half a window further up; the page loads more first when the phone has no older ones. */
    upper() {
      const held = this.held()
      if (held.start === 0) {
        held.wantsEarlier = true
        return this.triggerEvent('earlier')
      }
      this.turn(Math.max(0, held.start - HALF), this.data.order[0]?.key)
    },
    lower() {
      const held = this.held()
      const start = Math.min(newestStart(countOf(held)), held.start + HALF)
      if (start > held.start) this.turn(start, this.data.order[this.data.order.length - 1]?.key)
    },
    turn(start: number, keep: string | undefined) {
      const held = this.held()
      held.start = start
      held.atEnd = false
      this.render()
      if (keep) this.scrollTo(keep)
    },

    /**
     * 已看到 must not be said of an @ that was only loaded: it counts once half of its bubble is in front of the reader.
     * Measured when things come to rest, not by an intersection observer: those of the platform's versions differ in
     * whether they tell of what is in view from the start.
     */
    lookForAsks() {
      const held = this.held()
      const { slots, order } = this.data
      if (held.looking || !order.some(({ slot }) => slots[slot]!.asksMe)) return
      held.looking = true
      setTimeout(() => {
        held.looking = false
        this.createSelectorQuery()
          .select('.list')
          .boundingClientRect()
          .selectAll('.asks-me')
          .boundingClientRect()
          .exec(([list, bubbles]: [Box | null, Box[]]) => {
            const seen = bubbles.filter((bubble) => list && isInView(bubble, list))
            for (const { dataset } of seen) this.triggerEvent('seen', { obligationId: dataset.ask })
          })
      }, REST_MS)
    },
    quoted(event: WechatMiniprogram.CustomEvent<{ messageId: string }>) {
      this.goTo(event.detail.messageId)
    },
  },
})

/** What has not gone out yet comes after everything else. */
function countOf({ messages, waiting }: Held): number {
  return messages.length + waiting.length
}

/** Half of a bubble, or half of the screen when it is longer than that. */
function isInView(bubble: Box, list: Box): boolean {
  const shown = Math.min(bubble.bottom, list.bottom) - Math.max(bubble.top, list.top)
  return shown >= Math.min(bubble.height, list.height) / 2
}
