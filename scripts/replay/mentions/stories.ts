/** What becomes of one @, by chance: answered in time, or with what people do wrong. */
import type { Obligation } from '../../../miniprogram/domain/obligations'
import { answer, current, move, removeOwner, review, takeShift } from './deeds'
import { draftOf } from './drafts'
import type { Play } from './play'

const SECOND = 1000
const MINUTE = 60 * SECOND
const HOUR = 60 * MINUTE

type Story = (play: Play, obligation: Obligation) => void

/** Later, somebody sees to it after all; if his phone was put away before it was sent, the day after. */
function answers(play: Play, id: string, least: number, most: number): void {
  const first = play.chance.between(least, most) * MINUTE
  play.later(first, () => answer(play, id))
  play.later(first + 20 * HOUR, () => answer(play, id))
}
const minutes = ({ chance }: Play, least: number, most: number) =>
  chance.between(least * 60, most * 60) * SECOND

const STORIES: Story[] = [
  answeredSoon,
  acknowledged,
  acknowledged,
  ignored,
  ignored,
  function acknowledgedAndNothing(play, { _id }) {
    play.fault()
    play.later(minutes(play, 1, 12), () => move(play, _id, 'acknowledgeMention', 'called'))
    answers(play, _id, 90, 20 * 60)
  },
  function promisedAndKept(play, { _id }) {
    const hours = play.chance.between(1, 12)
    play.later(minutes(play, 1, 8), () => promise(play, _id, hours * HOUR))
    answers(play, _id, 30, hours * 60)
  },
  function promisedAndFailed(play, { _id }) {
    play.fault()
    const hours = play.chance.between(1, 8)
    play.later(minutes(play, 1, 8), () => promise(play, _id, hours * HOUR))
    answers(play, _id, hours * 60 + 20, hours * 60 + 600)
  },
  function handedOver(play, { _id }) {
    play.later(minutes(play, 1, 4), () => offer(play, _id))
    play.later(minutes(play, 5, 12), () =>
      move(play, _id, play.chance.oneOf(['acceptMention', 'declineOffer']), 'offered'),
    )
    answers(play, _id, 15, 90)
  },
  function handedOverToNobody(play, { _id }) {
    play.fault()
    play.later(minutes(play, 1, 4), () => offer(play, _id))
    play.later(minutes(play, 5, 8), () => offer(play, _id))
    answers(play, _id, 60, 12 * 60)
  },
  function excusedByItsAsker(play, { _id }) {
    play.later(minutes(play, 1, 20), () => move(play, _id, 'excuseMention', 'asker'))
  },
  function excusedAndRefused(play, { _id }) {
    play.later(minutes(play, 1, 10), () => move(play, _id, 'excuseMention', 'owner'))
    play.later(minutes(play, 12, 40), () => move(play, _id, 'reopenMention', 'asker'))
    answers(play, _id, 45, 300)
  },
  function notSolved(play, { _id }) {
    answers(play, _id, 2, 20)
    const canWait = play.chance.happens(0.5)
    play.later(minutes(play, 25, 300), () => move(play, _id, 'reopenMention', 'asker', { canWait }))
    answers(play, _id, 310, 700)
  },
  function ownerLeaves(play, obligation) {
    play.fault()
    if (play.chance.happens(0.5))
      play.later(minutes(play, 1, 4), () => move(play, obligation._id, 'acknowledgeMention', 'owner'))
    play.later(minutes(play, 1, 15), () => removeOwner(play, obligation._id))
    answers(play, obligation._id, 40, 500)
  },
  function taken(play, { _id }) {
    play.later(minutes(play, 6, 14), () => move(play, _id, 'takeMention', 'head'))
    answers(play, _id, 20, 200)
  },
  function urged(play, { _id }) {
    play.later(minutes(play, 2, 30), () => move(play, _id, 'urgeMention', 'head'))
    answers(play, _id, 31, 120)
  },
  function assigned(play, { _id }) {
    const to = { kind: 'unit', id: play.chance.oneOf(play.stage.offices) }
    play.later(minutes(play, 1, 30), () => move(play, _id, 'assignMention', 'head', { to }))
    answers(play, _id, 40, 400)
  },
  function recalled(play, { _id, source, askerId }) {
    const by = play.stage.players.find(({ personId }) => personId === askerId)!
    const input = { messageId: source.messageId, moveId: draftOf(play) }
    play.later(minutes(play, 0, 1), () =>
      play.calls({ by, area: 'groups', action: 'recallMessage', input }, () => null),
    )
    answers(play, _id, 60, 120)
  },
]

/** Plans what people do about an obligation that was seen for the first time. */
export function beginStory(play: Play, obligation: Obligation): void {
  const { source, startsAt } = obligation
  if (source.about !== 'mention') {
    if (play.chance.happens(0.3)) play.fault()
    return play.later(minutes(play, 1, play.chance.oneOf([20, 900])), () => review(play, source.messageId))
  }
  const wait = Math.max(0, startsAt.getTime() - play.now())
  // Who waits for the morning is left alone until then, mostly.
  const shifted = wait > 0 && play.chance.happens(0.8)
  const later: Play['later'] = (ms, deed) => play.later(ms + (shifted ? wait : 0), deed)
  // Somebody relieves whoever is on duty while it is open.
  if (obligation.asked.kind === 'unit' && play.chance.happens(0.3))
    play.later(minutes(play, 1, 6), () => takeShift(play, obligation.asked.id, 'running'))
  play.chance.oneOf(STORIES)({ ...play, later }, obligation)
}

function answeredSoon(play: Play, { _id }: Obligation): void {
  answers(play, _id, 1, 25)
}

function acknowledged(play: Play, { _id }: Obligation): void {
  play.later(minutes(play, 1, 7), () => move(play, _id, 'acknowledgeMention', 'owner'))
  answers(play, _id, 8, 60)
}

function ignored(play: Play, { _id }: Obligation): void {
  play.fault()
  answers(play, _id, 60, 14 * 60)
}

async function offer(play: Play, id: string): Promise<void> {
  const { stage, chance } = play
  const to = chance.happens(0.6)
    ? { kind: 'unit', id: chance.oneOf(stage.offices) }
    : { kind: 'person', id: chance.oneOf(stage.officials).personId }
  await move(play, id, 'offerMention', 'owner', { to })
}

async function promise(play: Play, id: string, ahead: number): Promise<void> {
  if (await current(play, id)) await move(play, id, 'promiseMention', 'called', { by: play.now() + ahead })
}
