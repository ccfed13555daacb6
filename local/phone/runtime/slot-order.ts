import * as glassEasel from 'glass-easel'

type Node = glassEasel.Node
type Statics = {
  insertChildBatchInsertion?(parent: glassEasel.Element, children: Node[], index: number): void
  insertChildSingleOperation?(parent: glassEasel.Element, child: Node, index: number, replace: boolean): void
}

function hasManySlots(parent: glassEasel.Element): boolean {
  let node: glassEasel.Element | null = parent
  while (node && !glassEasel.Component.isComponent(node)) node = node.parentNode
  return !!node && node.getComponentOptions().multipleSlots
}

/**
 * glass-easel 0.12.1 puts several children that come at once into several slots in the order they are written, not
 * in the order of the slots: it looks for the right place before the slots know of the children. One at a time they
 * come to stand where their slot is.
 */
export function keepSlotOrder() {
  const statics = glassEasel.Element as unknown as Statics
  const { insertChildBatchInsertion: atOnce, insertChildSingleOperation: one } = statics
  if (!atOnce || !one) throw new Error('glass-easel has changed: see runtime/slot-order.ts')
  statics.insertChildBatchInsertion = (parent, children, index) => {
    if (children.length < 2 || !hasManySlots(parent)) return atOnce(parent, children, index)
    children.forEach((child, at) => one(parent, child, index < 0 ? index : index + at, false))
  }
}
