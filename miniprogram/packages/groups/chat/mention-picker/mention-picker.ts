/** Chooses whom to ask. Events: `picked` with the member, `close`. Members are loaded when it is first opened. */
import type { Member } from '../../../../domain/contract/groups'
import { sentenceFor } from '../../../../domain/errors'
import { loadMembers } from '../../../../services/groups'
import { choicesOf } from './choices'

let members: Member[] = []
let membersOf = ''

Component({
  properties: {
    visible: { type: Boolean, value: false },
    conversationId: { type: String, value: '' },
    meId: { type: String, value: '' },
  },
  data: {
    role: '',
    words: '',
    roles: [] as string[],
    shown: [] as Member[],
    more: false,
    loading: false,
    refusal: '',
  },
  observers: {
    visible(visible: boolean) {
      if (!visible) return
      this.setData({ role: '', words: '' })
      this.choose()
      if (membersOf !== this.data.conversationId || this.data.refusal) void this.load()
    },
  },
  methods: {
    async load() {
      const { conversationId } = this.data
      if (membersOf !== conversationId) members = []
      membersOf = conversationId
      this.setData({ loading: true, refusal: '' })
      const refusal = await loadMembers(conversationId, (list) => {
        members = list
        this.choose()
      })
      const failed = refusal && !refusal.ok
      const words = !failed
        ? ''
        : refusal.code === 'OFFLINE'
          ? '没有网络，名单可能不全'
          : sentenceFor(refusal.code, refusal.facts)
      this.setData({ loading: false, refusal: words })
    },
    choose() {
      const { meId, role, words } = this.data
      const { roles, shown, more } = choicesOf(members, meId, role, words)
      this.setData({ roles, shown, more })
    },
    pickRole(event: WechatMiniprogram.TouchEvent) {
      const { role } = event.currentTarget.dataset as { role: string }
      this.setData({ role })
      this.choose()
    },
    search(event: WechatMiniprogram.CustomEvent<{ value: string }>) {
      this.setData({ words: event.detail.value })
      this.choose()
    },
    pick(event: WechatMiniprogram.TouchEvent) {
      const { id } = event.currentTarget.dataset as { id: string }
      const member = this.data.shown.find((each) => each.personId === id)
      if (member) this.triggerEvent('picked', { personId: member.personId, name: member.name })
    },
    close() {
      this.triggerEvent('close')
    },
  },
})
