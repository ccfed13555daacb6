type Style = Record<string, string>
interface Options {
  duration?: number
  timingFunction?: string
  delay?: number
  transformOrigin?: string
}

/** What `export()` gives and the `animation` attribute of a node takes. */
export interface AnimationSteps {
  actions: { style: Style; option: Required<Options> }[]
}

const px = (value: string | number) => (typeof value === 'number' ? `${value}px` : value)
const deg = (value: number) => `${value}deg`

const TRANSFORMS: Record<string, (...given: never[]) => string> = {
  translate: (x: number, y = 0) => `translate(${px(x)},${px(y)})`,
  translateX: (x: number) => `translateX(${px(x)})`,
  translateY: (y: number) => `translateY(${px(y)})`,
  translateZ: (z: number) => `translateZ(${px(z)})`,
  translate3d: (x: number, y: number, z: number) => `translate3d(${px(x)},${px(y)},${px(z)})`,
  rotate: (angle: number) => `rotate(${deg(angle)})`,
  rotateX: (angle: number) => `rotateX(${deg(angle)})`,
  rotateY: (angle: number) => `rotateY(${deg(angle)})`,
  rotateZ: (angle: number) => `rotateZ(${deg(angle)})`,
  rotate3d: (x: number, y: number, z: number, angle: number) => `rotate3d(${x},${y},${z},${deg(angle)})`,
  scale: (x: number, y = x) => `scale(${x},${y})`,
  scaleX: (x: number) => `scaleX(${x})`,
  scaleY: (y: number) => `scaleY(${y})`,
  scaleZ: (z: number) => `scaleZ(${z})`,
  skew: (x: number, y = 0) => `skew(${deg(x)},${deg(y)})`,
  skewX: (x: number) => `skewX(${deg(x)})`,
  skewY: (y: number) => `skewY(${deg(y)})`,
  matrix: (...numbers: number[]) => `matrix(${numbers.join(',')})`,
}

const PROPERTIES: Record<string, (value: never) => string> = {
  opacity: (value: number) => String(value),
  backgroundColor: (value: string) => value,
  width: px,
  height: px,
  top: px,
  left: px,
  right: px,
  bottom: px,
}

/** wx.createAnimation: collects steps; a node plays them as CSS transitions, one after another. */
export function createAnimation(given: Options = {}) {
  const defaults = {
    duration: 400,
    timingFunction: 'linear',
    delay: 0,
    transformOrigin: '50% 50% 0',
    ...given,
  }
  let actions: AnimationSteps['actions'] = []
  let transforms: string[] = []
  let style: Style = {}
  const animation: Record<string, (...given: never[]) => unknown> = {
    step: (option: Options = {}) => {
      const all = { ...defaults, ...option }
      actions.push({
        style: { ...style, transform: transforms.join(' '), 'transform-origin': all.transformOrigin },
        option: all,
      })
      transforms = []
      style = {}
      return animation
    },
    export: (): AnimationSteps => {
      const made = { actions }
      actions = []
      return made
    },
  }
  for (const [name, write] of Object.entries(TRANSFORMS)) {
    animation[name] = (...given: never[]) => {
      transforms.push(write(...given))
      return animation
    }
  }
  for (const [name, write] of Object.entries(PROPERTIES)) {
    animation[name] = (value: never) => {
      style[name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)] = write(value)
      return animation
    }
  }
  return animation
}

/** Play exported steps on an element. */
export function playAnimation(element: HTMLElement, steps: AnimationSteps) {
  let wait = 0
  for (const { style, option } of steps.actions ?? []) {
    setTimeout(() => {
      const { duration, timingFunction, delay } = option
      element.style.transition = `all ${duration}ms ${timingFunction} ${delay}ms`
      for (const [name, value] of Object.entries(style)) if (value) element.style.setProperty(name, value)
    }, wait)
    wait += option.duration + option.delay
  }
}
