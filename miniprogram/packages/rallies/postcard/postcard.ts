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
})
