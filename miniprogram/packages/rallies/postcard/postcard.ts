import type { Treasure } from '../../../domain/contract/rallies'

interface Vignette {
  drawing: string
  name: string
  /** What the name says in brackets, on a line of its own. */
  note: string
}

/** The postcard of one route. Picture side: the ten treasures, always whole. Stamp side: one place per point. */
Component({
  properties: {
    side: { type: String, value: 'stamps' },
    routeName: { type: String, value: '' },
    district: { type: String, value: '' },
    serial: { type: String, value: '' },
    /** Treasure[] of the contract. */
    treasures: { type: Array, value: [] },
    /** Place[] of places.ts. */
    places: { type: Array, value: [] },
  },
  data: { vignettes: [] as Vignette[] },
  observers: {
    treasures(treasures: Treasure[]) {
      this.setData({ vignettes: treasures.map(vignetteOf) })
    },
  },
})

function vignetteOf({ drawing, name }: Treasure): Vignette {
  const bracket = name.search(/[（(]/)
  if (bracket < 1) return { drawing, name, note: '' }
  return { drawing, name: name.slice(0, bracket), note: name.slice(bracket) }
}
