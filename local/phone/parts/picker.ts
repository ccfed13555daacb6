import type * as glassEasel from 'glass-easel'
import { pickFromColumns } from '../runtime/sheets/picker-sheet'
import { reportUnsupported } from '../runtime/report'
import { hostOf, type PartElement } from './dom'
import { columnsFor, type PickerData } from './picker-columns'

/** `<picker>`: a tap opens columns to choose from. */
export const registerPicker = (space: glassEasel.ComponentSpace) =>
  space.defineComponent({
    is: 'picker',
    properties: {
      name: String,
      headerText: String,
      mode: { type: String, value: 'selector' },
      disabled: Boolean,
      range: { type: null, value: [] },
      rangeKey: String,
      value: { type: null, value: 0 },
      start: String,
      end: String,
      fields: { type: String, value: 'day' },
      customItem: String,
      level: String,
    },
    lifetimes: {
      attached() {
        const host: PartElement = hostOf(this)
        host.tabIndex = 0
        const initial = this.data.value as unknown
        this.addListener('tap', () => {
          const data = this.data as unknown as PickerData
          if (this.data.disabled) return
          const columns = columnsFor(data)
          if (!columns) return reportUnsupported(`<picker mode="${data.mode}">`)
          // the app may change the other columns while one is turned: they are read again each time
          const turned = (column: number, value: number, chosen: number[]) => {
            if (data.mode === 'multiSelector' || data.mode === 'region')
              this.triggerEvent('columnchange', { column, value })
            return columnsFor(this.data as unknown as PickerData, chosen) ?? columns
          }
          void pickFromColumns(this.data.headerText, columns, turned).then((indexes) => {
            if (!indexes) return this.triggerEvent('cancel', {})
            const chosen = columnsFor(this.data as unknown as PickerData, indexes) ?? columns
            const value = chosen.read(indexes)
            this.setData({ value })
            this.triggerEvent('change', { value, ...chosen.facts?.(indexes) })
          })
        })
        host.formField = {
          name: () => this.data.name,
          value: () => this.data.value as unknown,
          reset: () => this.setData({ value: initial as never }),
        }
      },
    },
  })
