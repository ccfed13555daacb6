/** Where a member writes his own card. Events: `edited` with the card as saved, `close`. What is refused stays written. */
import type { MemberCard } from '../../../../domain/contract/groups/roster'
import { sentenceFor } from '../../../../domain/errors'
import { editCard } from '../../../../services/groups/cards'

Component({
  properties: {
    visible: { type: Boolean, value: false },
    conversationId: { type: String, value: '' },
    card: { type: Object, value: {} as Partial<MemberCard> },
  },
  data: { helpsWith: '', channel: '', phoneShared: false, saving: false, refusal: '' },
  observers: {
    visible(visible: boolean) {
      if (!visible) return
      const { helpsWith = '', channel = '', phoneShared = false } = this.data.card as Partial<MemberCard>
      this.setData({ helpsWith, channel, phoneShared, refusal: '' })
    },
  },
  methods: {
    typeHelps(event: WechatMiniprogram.CustomEvent<{ value: string }>) {
      this.data.helpsWith = event.detail.value // Setting it back would move the cursor.
    },
    typeChannel(event: WechatMiniprogram.CustomEvent<{ value: string }>) {
      this.data.channel = event.detail.value
    },
    share(event: WechatMiniprogram.CustomEvent<{ value: boolean }>) {
      this.setData({ phoneShared: event.detail.value })
    },
    async save() {
      if (this.data.saving) return
      this.setData({ saving: true, refusal: '' })
      const { helpsWith, channel, phoneShared } = this.data
      const answer = await editCard(this.data.conversationId, { helpsWith, channel, phoneShared })
      this.setData({ saving: false })
      if (answer.ok) return this.triggerEvent('edited', answer.data)
      const offline = answer.code === 'OFFLINE'
      this.setData({
        refusal: offline ? '现在没有网络，写的还在，连上再点一次' : sentenceFor(answer.code, answer.facts),
      })
    },
    close() {
      this.triggerEvent('close')
    },
    closed(event: WechatMiniprogram.CustomEvent<{ visible: boolean }>) {
      if (!event.detail.visible) this.close()
    },
  },
})
