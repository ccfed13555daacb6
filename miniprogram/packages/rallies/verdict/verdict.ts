/** What came of a scan at a post or a desk, readable at arm's length: one huge green, gold or red word. */
Component({
  properties: {
    /** yes, kept (waits for the network), no */
    kind: { type: String, value: 'yes' },
    title: { type: String, value: '' },
    sentence: { type: String, value: '' },
  },
})
