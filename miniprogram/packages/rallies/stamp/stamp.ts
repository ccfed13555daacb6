/** A round post-office mark. `stamped` in hibiscus ink, `waiting` hollow, `empty` the place where it will stand. */
Component({
  properties: {
    kind: { type: String, value: 'empty' },
    name: { type: String, value: '' },
    /** As postmarkDate says it. */
    date: { type: String, value: '' },
    /** With its unit; everything inside follows it. */
    size: { type: String, value: '120rpx' },
    /** Degrees: no hand sets a stamp down straight. */
    tilt: { type: Number, value: 0 },
    /** Plays the fall once when it appears. */
    falling: { type: Boolean, value: false },
  },
})
