/**
 * What the reader may do with an @: two buttons, the rest behind 更多. Event `act` with what was tapped, in the tap itself:
 * WeChat asks for consent to a notice nowhere else.
 */
import type { MentionAct } from '../../domain/mention-acts'
import type { ObligationState } from '../../domain/obligations'
import { arrangeActs } from './acts'
import type { Act, ArrangedActs } from './acts'

Component({
  properties: {
    mayAct: { type: Array, value: [] as MentionAct[] },
    state: { type: String, value: 'asked' },
    mine: { type: Boolean, value: false },
    busy: { type: Boolean, value: false },
  },
  data: { arranged: { first: null, second: null, rest: [] } as ArrangedActs },
  observers: {
    'mayAct, state, mine'(mayAct: MentionAct[], state: string, mine: boolean) {
      this.setData({ arranged: arrangeActs(mayAct, { state: state as ObligationState, mine }) })
    },
  },
  methods: {
    act(event: WechatMiniprogram.TouchEvent) {
      this.tell((event.currentTarget.dataset as { act: Act }).act)
    },
    more() {
      const { rest } = this.data.arranged
      wx.showActionSheet({
        itemList: rest.map(({ label }) => label),
        success: ({ tapIndex }) => this.tell(rest[tapIndex]!.act),
        fail: () => undefined, // Put off by himself: nothing to say.
      })
    },
    tell(act: Act) {
      this.triggerEvent('act', { act })
    },
  },
})
