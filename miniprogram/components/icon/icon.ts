/** One of the app's own icons (scripts/icons.mjs lists them), in the colour of the text around it. */
Component({
  options: { virtualHost: true },
  properties: {
    name: { type: String, value: '' },
    /** In the unit of the text, so that it grows with the reader's font setting. */
    size: { type: String, value: '1em' },
  },
})
