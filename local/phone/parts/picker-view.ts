import type * as glassEasel from 'glass-easel'
import { hostOf, innerOf, type PartElement } from './dom'
import template from './picker-view.wxml'
import columnTemplate from './picker-view-column.wxml'

/** A wheel counts as standing still when it has not moved for so long (ms). */
const STILL_MS = 120

interface Column extends HTMLElement {
  /** Row that is chosen; turning it does not tell anybody. */
  turnTo?: (index: number) => void
  chosen?: () => number
}

const columnsOf = (host: HTMLElement) =>
  [...host.querySelectorAll<Column>('wx-picker-view-column')].filter(
    (column) => column.closest('wx-picker-view') === host,
  )

/** `<picker-view>`: wheels in the page. Each row becomes as high as the frame in the middle. */
export const registerPickerView = (space: glassEasel.ComponentSpace) =>
  space.defineComponent({
    is: 'picker-view',
    template,
    externalClasses: ['indicator-class', 'mask-class'],
    properties: {
      name: String,
      value: { type: Array, value: [] as number[] },
      indicatorStyle: String,
      indicatorClass: String,
      maskStyle: String,
      maskClass: String,
      immediateChange: Boolean,
    },
    lifetimes: {
      attached() {
        const host: PartElement & {
          wheelTurned?: () => void
          wheelStarts?: () => void
          wheelMoves?: () => void
        } = hostOf(this)
        const given = () => (this.data.value ?? []) as number[]
        const indicator = innerOf(this, 'indicator')
        const follow = () => {
          const height = indicator.offsetHeight
          if (height) host.style.setProperty('--wheel-row', `${height}px`)
          columnsOf(host).forEach((column, at) => column.turnTo?.(given()[at] ?? 0))
        }
        const tell = () => {
          const value = columnsOf(host).map((column) => column.chosen?.() ?? 0)
          if (value.join() === given().join()) return
          this.setData({ value })
          this.triggerEvent('change', { value })
        }
        host.wheelStarts = () => this.triggerEvent('pickstart', {})
        host.wheelMoves = () => this.data.immediateChange && tell()
        host.wheelTurned = () => {
          tell()
          this.triggerEvent('pickend', {})
        }
        // the rows come with the template, and with data that arrive later
        queueMicrotask(follow)
        this.dynamicAddObserver(() => queueMicrotask(follow), 'value')
        new ResizeObserver(follow).observe(host)
        host.formField = {
          name: () => this.data.name,
          value: given,
          reset: () => this.setData({ value: [] }),
        }
      },
    },
  })

/** `<picker-view-column>`: one wheel. */
export const registerPickerViewColumn = (space: glassEasel.ComponentSpace) =>
  space.defineComponent({
    is: 'picker-view-column',
    template: columnTemplate,
    lifetimes: {
      attached() {
        const host = hostOf(this) as Column
        const list = innerOf(this, 'list')
        type View = { wheelTurned?: () => void; wheelStarts?: () => void; wheelMoves?: () => void }
        const view = () => host.closest('wx-picker-view') as (Element & View) | null
        const row = () => (list.firstElementChild as HTMLElement | null)?.offsetHeight || 1
        const last = () => Math.max(list.childElementCount - 1, 0)
        let wanted = 0
        let byHand = false
        let timer = 0
        host.chosen = () => Math.min(Math.max(Math.round(list.scrollTop / row()), 0), last())
        host.turnTo = (index) => {
          wanted = index
          if (!byHand && host.chosen?.() !== index)
            list.scrollTo({ top: Math.min(index, last()) * row(), behavior: 'instant' })
        }
        const settle = () => {
          byHand = false
          view()?.wheelTurned?.()
        }
        list.addEventListener('scroll', () => {
          if (!byHand && host.chosen?.() === Math.min(wanted, last())) return
          if (!byHand) view()?.wheelStarts?.()
          byHand = true
          view()?.wheelMoves?.()
          clearTimeout(timer)
          timer = window.setTimeout(settle, STILL_MS)
        })
        new MutationObserver(() => host.turnTo?.(wanted)).observe(list, { childList: true })
      },
    },
  })
