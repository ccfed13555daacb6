/**
 * Chooses whom to ask, or to whom an @ goes on: a person by name, pinyin or role, or a unit, which is whoever is on duty
 * there now. Events: `picked` with kind, id and name; `close`. People and units are loaded when it is first opened.
 */
import type { Answer } from '../../domain/contract/envelope'
import type { Member } from '../../domain/contract/groups'
import { sentenceFor } from '../../domain/errors'
import { loadMembers } from '../../services/groups'
import { lastAsking, openAsking } from '../../services/groups/asking'
import { choicesOf } from './choices'
import type { Choice } from './choices'

let members: Member[] = []
let membersOf = ''

Component({
  properties: {
    visible: { type: Boolean, value: false },
    heading: { type: String, value: '请谁来回应' },
    conversationId: { type: String, value: '' },
    meId: { type: String, value: '' },
  },
  data: {
    role: '',
    words: '',
    roles: [] as string[],
    shown: [] as Choice[],
    more: false,
    loading: false,
    refusal: '',
  },
  observers: {
    visible(visible: boolean) {
      if (!visible) return
      const { conversationId } = this.data
      if (membersOf !== conversationId) members = []
      this.setData({ role: '', words: '' })
      this.choose()
      if (membersOf !== conversationId || this.data.refusal) void this.load()
      // Who is on duty changes: asked every time.
      void openAsking(conversationId).then(() => this.choose())
    },
  },
  methods: {
    async load() {
      const { conversationId } = this.data
      membersOf = conversationId
      this.setData({ loading: true, refusal: '' })
      const refusal = await loadMembers(conversationId, (list) => {
        if (membersOf !== conversationId) return
        members = list
        this.choose()
      })
      this.setData({ loading: false, refusal: wordsOf(refusal) })
    },
    choose() {
      const { conversationId, meId, role, words } = this.data
      const { units } = lastAsking(conversationId)
      this.setData({ ...choicesOf({ members, units }, meId, role, words) })
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
      const choice = this.data.shown.find((each) => each.id === id)
      if (choice) this.triggerEvent('picked', { kind: choice.kind, id, name: choice.name })
    },
    close() {
      this.triggerEvent('close')
    },
  },
})

function wordsOf(refusal: Answer | null): string {
  if (!refusal || refusal.ok) return ''
  return refusal.code === 'OFFLINE' ? '没有网络，名单可能不全' : sentenceFor(refusal.code, refusal.facts)
}
