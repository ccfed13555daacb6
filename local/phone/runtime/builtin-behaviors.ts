import type * as glassEasel from 'glass-easel'
import type { CodeSpace } from 'glass-easel-miniprogram-adapter'
import { reportUnsupported } from './report'

let formField: glassEasel.GeneralBehavior | null = null

/** @returns true for a component of the app with the wx://form-field behavior */
export function isFormField(node: glassEasel.GeneralComponent): boolean {
  return formField !== null && node.hasBehavior(formField)
}

/** Behaviors a component names as a string: https://developers.weixin.qq.com/miniprogram/dev/framework/custom-component/behaviors.html */
export function builtinBehaviors(space: CodeSpace): (name: string) => unknown {
  return space.componentEnv('', ({ Behavior }) => {
    const field = Behavior({ properties: { name: String, value: null } } as never)
    formField = (field as unknown as { _$: glassEasel.GeneralBehavior })._$
    const empty = Behavior({} as never)
    const known: Record<string, unknown> = {
      'wx://form-field': field,
      'wx://form-field-group': Behavior({ properties: { name: String } } as never),
      'wx://form-field-button': empty,
      // what it adds, `export()`, every component of this framework has
      'wx://component-export': empty,
      // for a component that wraps a scroll-view on Skyline; elsewhere it adds nothing
      'wx://proxy-scroll-view': empty,
    }
    return (name) => {
      if (!known[name]) reportUnsupported(`behavior ${name}`)
      return known[name]
    }
  })
}
