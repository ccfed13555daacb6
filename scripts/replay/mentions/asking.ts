/** When and whom the merchants ask, who joins or leaves a shift, and what of it goes wrong by itself. */
import { takeShift } from './deeds'
import { draftOf } from './drafts'
import type { Play } from './play'
import { agree } from './phones'
import { present } from './present'
import type { Player } from './stage'

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR
/** So many are planned; a few are never sent: a killed function, a phone put away, an asking that needs no answer. */
const MENTIONS = 22
/** What was not sent is asked at the end, so that no schedule says less than it promises. */
const MENTIONS_LEAST = 20

/** Plans the month: mentions at any hour. */
export async function askAll(play: Play, end: number): Promise<void> {
  const { chance, stage, cloud } = play
  const span = end - play.now() - 2 * DAY
  for (let mention = 0; mention < MENTIONS; mention += 1) {
    const asked = chance.happens(0.2) ? 2 : 1
    mention += asked - 1
    play.later(chance.next() * span, () => ask(play, asked))
  }
  play.later(span, () => makeUp(play))
  for (const player of [...stage.officials, stage.head])
    for (let times = chance.between(0, 3); times > 0; times -= 1)
      await agree(cloud, player, `first-${times}`, {})
  for (let change = chance.between(1, 3); change > 0; change -= 1)
    play.later(chance.next() * span, () => takeShift(play, chance.oneOf(stage.offices), 'coming'))
  for (let lost = chance.between(1, 3); lost > 0; lost -= 1)
    play.later(chance.next() * span, () => runOut(play, chance.oneOf(stage.officials)))
}

async function makeUp(play: Play): Promise<void> {
  const { db, stage } = play
  const asked = db
    .collection('obligations')
    .where({ 'source.conversationId': stage.conversationId, 'source.about': 'mention' })
  const { total } = await asked.count()
  for (let left = MENTIONS_LEAST - (total ?? 0); left > 0; left -= 1) await ask(play, 1)
}

async function ask(play: Play, asked: number): Promise<void> {
  const { chance, stage } = play
  const by = chance.oneOf(stage.merchants)
  const here = await present(
    play,
    stage.officials.map(({ personId }) => personId),
  )
  const persons = [] as string[]
  const units = [] as string[]
  for (let left = asked; left > 0; left -= 1)
    if (chance.happens(0.4)) units.push(chance.oneOf(stage.offices))
    else persons.push(chance.oneOf(here).personId)
  const input = {
    text: chance.happens(0.07) ? '待审示例的话' : '招牌要怎么报',
    mentionIds: [...new Set(persons)],
    unitIds: [...new Set(units)],
    askEach: asked === 2 && chance.happens(0.5),
    canWait: chance.happens(0.4),
    noAnswerNeeded: chance.happens(0.03),
  }
  await send(play, by, input)
  // Asked again before anybody answered: it joins.
  if (chance.happens(0.15))
    play.later(chance.between(1, 20) * MINUTE, () => send(play, by, { ...input, text: '还有一件事' }))
}

async function send(play: Play, by: Player, input: Record<string, unknown>): Promise<void> {
  const { conversationId } = play.stage
  const draftId = draftOf(play)
  await play.calls(
    { by, area: 'groups', action: 'sendMessage', input: { draftId, conversationId, ...input } },
    (data) => ({
      kind: 'message',
      messageId: (data as { message: { messageId: string } }).message.messageId,
    }),
  )
}

/** His credits are used up; or WeChat knows of none although our cloud counts one. */
async function runOut(play: Play, player: Player): Promise<void> {
  const { cloud, db, chance } = play
  play.fault()
  if (chance.happens(0.5)) return agree(cloud, player, draftOf(play), { taken: false })
  await db.collection('identities').where({ personId: player.personId }).update({ 'credits.mention': [] })
}
