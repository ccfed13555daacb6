import type * as glassEasel from 'glass-easel'
import { hostOf, innerOf, type PartElement } from './dom'
import template from './slider.wxml'

/** `<slider>`: the browser's own range, so that keys and screen readers move it, too. */
export const registerSlider = (space: glassEasel.ComponentSpace) =>
  space.defineComponent({
    is: 'slider',
    template,
    properties: {
      name: String,
      min: { type: Number, value: 0 },
      max: { type: Number, value: 100 },
      step: { type: Number, value: 1 },
      disabled: Boolean,
      value: { type: Number, value: 0 },
      color: String,
      selectedColor: String,
      activeColor: { type: String, value: '#1aad19' },
      backgroundColor: { type: String, value: '#e9e9e9' },
      blockSize: { type: Number, value: 28 },
      blockColor: { type: String, value: '#ffffff' },
      showValue: Boolean,
    },
    observers: {
      'min, max, step, value, disabled, color, selectedColor, activeColor, backgroundColor, blockSize, blockColor'() {
        const range = innerOf<HTMLInputElement>(this, 'range')
        const { min, max, step, value, disabled } = this.data
        Object.assign(range, { min: String(min), max: String(max), step: String(step), disabled })
        range.value = String(value)
        const part = max > min ? ((Number(range.value) - min) / (max - min)) * 100 : 0
        // the default of activeColor and backgroundColor gives way to the older names of both
        const active = this.data.selectedColor || this.data.activeColor
        const track = this.data.color || this.data.backgroundColor
        const size = Math.min(Math.max(this.data.blockSize, 12), 28)
        const look = { '--part': `${part}%`, '--active': active, '--track': track }
        const block = { '--block': `${size}px`, '--block-color': this.data.blockColor }
        for (const [name, worth] of Object.entries({ ...look, ...block }))
          range.style.setProperty(name, worth)
      },
    },
    lifetimes: {
      attached() {
        const host: PartElement = hostOf(this)
        const range = innerOf<HTMLInputElement>(this, 'range')
        const initial = this.data.value
        range.addEventListener('input', () => {
          this.setData({ value: Number(range.value) })
          this.triggerEvent('changing', { value: this.data.value })
        })
        range.addEventListener('change', () => this.triggerEvent('change', { value: Number(range.value) }))
        host.activate = () => range.focus()
        host.formField = {
          name: () => this.data.name,
          value: () => this.data.value,
          reset: () => this.setData({ value: initial }),
        }
      },
    },
  })
