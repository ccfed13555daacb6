import * as glassEasel from 'glass-easel'

type Frame = Record<string, unknown>
type Owner = { _$: glassEasel.GeneralComponent }

const UNITS: Record<string, string> = { rotate: 'deg', skew: 'deg' }
const TRANSFORMS = /^(translate|rotate|scale|skew|matrix)(X|Y|Z|3d)?$/

/** `{ opacity: 0, rotate: 45, ease: 'ease-in' }` as a browser's keyframe. */
function keyframe(frame: Frame): Keyframe {
  const made: Keyframe = {}
  const transforms: string[] = []
  for (const [name, value] of Object.entries(frame)) {
    const transform = TRANSFORMS.exec(name)
    if (name === 'ease') made.easing = String(value)
    else if (name === 'offset' && value !== undefined) made.offset = Number(value)
    else if (transform) {
      const unit = UNITS[transform[1] ?? ''] ?? (transform[1] === 'translate' ? 'px' : '')
      const words = (Array.isArray(value) ? value : [value]).map((one) =>
        typeof one === 'number' ? `${one}${unit}` : String(one),
      )
      transforms.push(`${name}(${words.join(',')})`)
    } else made[name] = value as string
  }
  if (transforms.length > 0) made.transform = transforms.join(' ')
  return made
}

const elementsOf = (owner: Owner, selector: string) =>
  (owner._$.getShadowRoot()?.querySelectorAll(selector) ?? []).flatMap((node) =>
    node.$$ ? [node.$$ as unknown as HTMLElement] : [],
  )

/** `this.animate(selector, frames, duration, done)`: what it ends with stays. */
export function animateNodes(
  owner: Owner,
  selector: string,
  frames: Frame[],
  duration: number,
  done?: () => void,
) {
  const playing = elementsOf(owner, selector).map((element) =>
    element.animate(frames.map(keyframe), { duration, fill: 'forwards' }),
  )
  // one that is cleared meanwhile has not come to its end
  void Promise.all(playing.map((one) => one.finished)).then(
    () => done?.(),
    () => undefined,
  )
}

/** `this.clearAnimation(selector, options?, done?)`: takes back what animations have set. */
export function clearNodes(
  owner: Owner,
  selector: string,
  options?: object | (() => void),
  done?: () => void,
) {
  for (const element of elementsOf(owner, selector)) for (const one of element.getAnimations()) one.cancel()
  const after = typeof options === 'function' ? (options as () => void) : done
  queueMicrotask(() => after?.())
}
