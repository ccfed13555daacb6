import * as glassEasel from 'glass-easel'

/** Classes of a press lie beside those of the template (glass-easel's segment for passing styles). */
const HOVER_SEGMENT = 2

const behaviors = new WeakMap<glassEasel.ComponentSpace, glassEasel.GeneralBehavior>()

/** hover-class of view, button and navigator: a class while a finger is on the part. */
export function hoverBehavior(space: glassEasel.ComponentSpace): glassEasel.GeneralBehavior {
  const known = behaviors.get(space)
  if (known) return known
  const made = space.defineBehavior({
    properties: {
      hoverClass: { type: String, value: 'none' },
      hoverStartTime: { type: Number, value: 50 },
      hoverStayTime: { type: Number, value: 400 },
      hoverStopPropagation: { type: Boolean, value: false },
      disabled: Boolean,
    },
    lifetimes: {
      attached() {
        let timer = 0
        const names = () =>
          this.data.hoverClass === 'none' ? [] : this.data.hoverClass.split(/\s+/).filter(Boolean)
        const set = (on: boolean) =>
          names().forEach((name) => this.toggleNodeClass(name, on, HOVER_SEGMENT as never))
        const later = (act: () => void, delay: number) => {
          clearTimeout(timer)
          timer = window.setTimeout(act, delay)
        }
        this.addListener('touchstart', () => {
          if (!this.data.disabled) later(() => set(true), this.data.hoverStartTime)
        })
        for (const end of ['touchend', 'touchcancel']) {
          this.addListener(end, () => later(() => set(false), this.data.hoverStayTime))
        }
      },
    },
  })
  behaviors.set(space, made as unknown as glassEasel.GeneralBehavior)
  return made as unknown as glassEasel.GeneralBehavior
}
