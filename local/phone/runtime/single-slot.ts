import * as glassEasel from 'glass-easel'

type Slot = glassEasel.Element & { _$slotName?: string | null }
interface Link {
  value: Slot
  next: Link | null
}
interface Shadow {
  _$slotMode: number
  _$singleSlot: Slot | null
  _$subtreeSlotStart: Link | null
}
type Change = (this: Shadow, ...given: unknown[]) => void
interface Internals {
  _$applySlotsInsertion?: Change
  _$applySlotsRemoval?: Change
  _$applySlotRename?: Change
}
type Reassign = (shadow: Shadow, child: null, from: Slot | null, to: Slot | null) => void

/** glass-easel's number for a component without `multipleSlots`. */
const SINGLE = 1

/**
 * A component without `multipleSlots` may still name some slots, as TDesign's tabs do. The platform's classic engine
 * puts its children into the slot without a name, wherever that stands, and shows none when there is no such slot;
 * glass-easel 0.12.1 takes the first slot of any name.
 * @param classic whether the app runs on the classic engine; on glass-easel a named slot serves where no other is
 */
export function useUnnamedSlot(classic: boolean) {
  const internals = glassEasel.ShadowRoot.prototype as unknown as Internals
  const { _$insertChildReassignSlot: reassign } = glassEasel.Element as unknown as {
    _$insertChildReassignSlot?: Reassign
  }
  const {
    _$applySlotsInsertion: inserted,
    _$applySlotsRemoval: removed,
    _$applySlotRename: renamed,
  } = internals
  if (!reassign || !inserted || !removed || !renamed)
    throw new Error('glass-easel has changed: see runtime/single-slot.ts')

  function choose(shadow: Shadow): Slot | null {
    for (let link = shadow._$subtreeSlotStart; link; link = link.next)
      if (!link.value._$slotName) return link.value
    return classic ? null : (shadow._$subtreeSlotStart?.value ?? null)
  }
  const single = (otherwise: Change, leave: (given: unknown[]) => boolean): Change =>
    function (...given) {
      if (this._$slotMode !== SINGLE) return otherwise.apply(this, given)
      const before = this._$singleSlot
      const slot = choose(this)
      if (leave(given) || before === slot) return
      this._$singleSlot = slot
      reassign(this, null, before, slot)
    }
  internals._$applySlotsInsertion = single(inserted, () => false)
  // a slot that is only moved comes back at once
  internals._$applySlotsRemoval = single(removed, ([, , moved]) => moved === true)
  internals._$applySlotRename = single(renamed, () => false)
}
