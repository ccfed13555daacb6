/** One @ with its state. Tells `open` when tapped by someone it concerns; for everyone else it is a plain mark. */
import type { MentionView } from '../../domain/contract/groups'
import { toneOf, wordOf } from './mention-words'
import type { Tone } from './mention-words'

Component({
  properties: {
    mention: { type: Object, value: {} },
    /** The moment it is looked at, so that lateness appears without a new answer from the cloud. */
    now: { type: Number, value: 0 },
  },
  data: { name: '', word: '', tone: 'quiet' as Tone, concernsMe: false },
  observers: {
    'mention, now'(value: object, now: number) {
      const mention = value as Partial<MentionView>
      if (!mention.obligationId || !mention.state) return
      const seen = mention as MentionView
      const face = {
        name: seen.name,
        word: wordOf(seen, now),
        tone: toneOf(seen, now),
        concernsMe: seen.concernsMe,
      }
      const { name, word, tone, concernsMe } = this.data
      if (name === face.name && word === face.word && tone === face.tone && concernsMe === face.concernsMe)
        return
      this.setData(face)
    },
  },
  methods: {
    open() {
      const { obligationId } = this.data.mention as MentionView
      if (this.data.concernsMe) this.triggerEvent('open', { obligationId })
    },
  },
})
