/** Loads one component of the mini program with WeChat's own simulator. Leaf components only: it has no pages. */
import { join, resolve } from 'node:path'
import simulate from 'miniprogram-simulate'

const root = resolve(__dirname, '../../miniprogram')

export interface Simulated {
  dom: HTMLElement
  data: Record<string, unknown>
  setData(data: Record<string, unknown>): void
  querySelector(selector: string): { dispatchEvent(name: string): void } | undefined
  addEventListener(name: string, handler: (event: { detail: unknown }) => void): void
}

/**
 * @param path below miniprogram/, without extension
 * @param properties as a page would set them
 */
export function render(path: string, properties: Record<string, unknown> = {}): Simulated {
  // A component registers itself when its module runs: it must run again for every rendering.
  jest.resetModules()
  const id = simulate.load(join(root, path), { rootPath: root, compiler: 'simulate' })
  const component = simulate.render(id, properties)
  const parent = document.createElement('div')
  component.attach(parent)
  return component as unknown as Simulated
}

/** Waits until something holds; the test's own time limit ends it. */
export async function until(holds: () => boolean): Promise<void> {
  while (!holds()) await new Promise((resolve) => setTimeout(resolve, 5))
}
