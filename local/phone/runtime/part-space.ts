import * as glassEasel from 'glass-easel'
import { MISSING_TAGS } from '../tags'

/** The components the phone itself brings (view, text, …) live in a space of their own, apart from the app's. */
let partSpace: glassEasel.ComponentSpace | null = null

export function setPartSpace(space: glassEasel.ComponentSpace) {
  partSpace = space
}

/** @returns true for a node of a built-in part such as <view> */
export function isPart(node: glassEasel.Element): boolean {
  return glassEasel.Component.isComponent(node) && node.getRootBehavior().ownerSpace === partSpace
}

/** @returns true for a labelled box that stands for a part the phone does not have */
export function isMissingPart(node: glassEasel.Element): boolean {
  return isPart(node) && MISSING_TAGS.includes((node as glassEasel.GeneralComponent).is)
}
