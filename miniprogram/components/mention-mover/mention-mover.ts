/**
 * Does what is to be done with an @: asks what it has to know, moves it, and says so when that did not get through. One
 * on a page, which calls `run` in the handler of the tap. Events: `moving` with the id while it is on its way, '' after;
 * `moved` with what came of it; `answer` with what is to be answered in words.
 */
import type { Answer } from '../../domain/contract/envelope'
import type { MentionView } from '../../domain/contract/groups'
import { sentenceFor } from '../../domain/errors'
import { isNight, LADDER } from '../../domain/ladder'
import type { Asked, ObligationState } from '../../domain/obligations'
import { sayHour } from '../../domain/times'
import { cloudTime } from '../../services/clock'
import { lastAsking } from '../../services/groups/asking'
import {
  acceptMention,
  acknowledgeMention,
  assignMention,
  declineOffer,
  excuseMention,
  notMine,
  offerMention,
  promiseMention,
  reopenMention,
  takeMention,
  urgeMention,
} from '../../services/groups/mentions'
import { askForMentionNotice } from '../../services/notices'
import type { Act } from '../mention-acts/acts'
import { choose, confirm } from './ask'
import { promiseTimes } from './promise-times'

/** The @ in question. */
export interface Target {
  obligationId: string
  conversationId: string
  messageId: string
  state: ObligationState
  mine: boolean
}

/** What a page asks of it. */
export type Mover = { run(act: Act, target: Target): void }

type Moved = Promise<Answer<{ mention: MentionView }>>

/** Why it is somebody else's. He who gets it reads it, so it is chosen rather than written in a hurry. */
const NOT_MINE = ['不是我们单位管的', '要上级来定', '我这两天不在岗', '需要几家一起办']

Component({
  data: { picking: false, target: {} as Partial<Target>, act: '' as Act | '', moving: false },
  methods: {
    run(act: Act, target: Target) {
      if (this.data.moving) return
      if (act === 'answer') return this.triggerEvent('answer', target)
      if (act === 'offer' || act === 'assign') return this.setData({ picking: true, target, act })
      // Asked for within the tap itself; what becomes of it never holds up 收到.
      if (act === 'acknowledge' || act === 'accept') void askForMentionNotice()
      void this.move(act, target)
    },

    async move(act: Act, target: Target) {
      const { obligationId } = target
      switch (act) {
        case 'acknowledge':
          return this.send(target, acknowledgeMention(obligationId))
        case 'accept':
          return this.send(target, acceptMention(obligationId), '现在由你回应')
        case 'take':
          return this.send(target, takeMention(obligationId), '现在由你回应')
        case 'decline':
          return this.send(target, declineOffer(obligationId))
        case 'urge':
          return this.send(target, urgeMention(obligationId), '已经催了')
        case 'reopen':
          return this.reopen(target)
        case 'excuse':
          return this.excuse(target)
        case 'promise':
          return this.promise(target)
        case 'notMine':
          return this.notMine(target)
        default:
          return undefined
      }
    },
    /** At night it can wait like a new question. */
    async reopen(target: Target) {
      const { night } = lastAsking(target.conversationId)
      let canWait = false
      if (isNight(cloudTime(), { ...LADDER, nightFrom: night.from, nightTo: night.to })) {
        const chosen = await choose([`明早 ${sayHour(night.to)} 起算`, '现在就叫'])
        if (chosen < 0) return
        canWait = chosen === 0
      }
      await this.send(target, reopenMention(target.obligationId, canWait), '已请对方接着办')
    },
    async promise(target: Target) {
      const times = promiseTimes(cloudTime())
      const chosen = times[await choose(times.map(({ label }) => label))]
      if (chosen)
        await this.send(target, promiseMention(target.obligationId, chosen.by), `已答应，${chosen.label}`)
    },
    async notMine(target: Target) {
      const reason = NOT_MINE[await choose(NOT_MINE)]
      if (reason)
        await this.send(target, notMine(target.obligationId, reason), '已交给负责人，接手前仍由你回应')
    },
    async excuse(target: Target) {
      const sure = target.mine
        ? await confirm('这条不用回应？', '问的人会看到，点一下就能请你接着回应', '不用回应')
        : await confirm('不用回应了？', '对方就不用再管这件事', '不用了')
      if (sure) await this.send(target, excuseMention(target.obligationId))
    },
    picked(event: WechatMiniprogram.CustomEvent<Asked>) {
      const { target, act } = this.data
      const { kind, id, name } = event.detail
      this.setData({ picking: false })
      const to = { kind, id }
      const { obligationId } = target as Target
      if (act === 'assign')
        void this.send(target as Target, assignMention(obligationId, to), `已转给 ${name}`)
      else
        void this.send(
          target as Target,
          offerMention(obligationId, to, ''),
          `已请 ${name} 接，接手前仍由你回应`,
        )
    },
    closePicker() {
      this.setData({ picking: false })
    },

    /** @param done said when it got through; '' when the screen says it by itself */
    async send({ obligationId }: Target, moved: Moved, done = '') {
      this.setData({ moving: true })
      this.triggerEvent('moving', { obligationId })
      const answer = await moved
      this.setData({ moving: false })
      this.triggerEvent('moving', { obligationId: '' })
      const offline = '没有网络，还没记上，连上后再点'
      const failed = answer.ok
        ? ''
        : answer.code === 'OFFLINE'
          ? offline
          : sentenceFor(answer.code, answer.facts)
      const title = failed || done
      if (title) wx.showToast({ title, icon: 'none', duration: 3000 })
      this.triggerEvent('moved', { obligationId, mention: answer.ok ? answer.data.mention : null })
    },
  },
})
