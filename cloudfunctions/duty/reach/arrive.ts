import * as v from 'valibot'
import type { Duty } from '../../../miniprogram/domain/contract/duty'
import { sayMinute } from '../../../miniprogram/domain/times'
import type { Identity } from '../../_kit/actor'
import { command, db } from '../../_kit/cloud'
import { identityIdOf } from '../../_kit/ids'
import { draftId, id } from '../../_kit/inputs'
import { NO_CREDIT, send, SENT, templateOf, thing, type Letter } from '../../_kit/pushes'
import { spendCredit } from '../../_kit/reach'
import { Refusal } from '../../_kit/refusal'
import type { ActionSpec } from '../../_kit/serve'
import { unitFor } from '../units'

const MINUTE = 60_000
/** How long a test waits for its answer: what the message names as its end. */
const ANSWER_WITHIN = 30 * MINUTE

/**
 * Claimed before it is sent, so that a repeat sends none: its outcome is then not known here. Four database requests,
 * three when there is nothing to spend.
 */
export const arrive: ActionSpec<Duty['arrive']> = {
  who: 'person',
  input: v.strictObject({ unitId: id, testId: draftId }),
  async run({ actor, input: { unitId, testId }, now }) {
    const { unit } = await unitFor(unitId, actor.personId, 'duty.take')
    const { name: unitName } = unit
    if (templateOf('mention') === null) return { outcome: 'notAllowed', unitName }
    const identity = await claim(actor.openid, testId, now)
    if (!identity) return { outcome: 'unknown', unitName }
    const code = await send(testLetter(unitName, testId, actor.openid, now))
    if (code === SENT || code === NO_CREDIT) await spendCredit(identity, code === SENT ? 'some' : 'none')
    return { outcome: code === SENT ? 'sent' : code === null ? 'unknown' : 'notAllowed', unitName }
  },
}

/**
 * One request, two when it was not taken.
 * @returns null for a repeat. @throws Refusal TEST_TOO_SOON: each test spends what a real call may need
 */
async function claim(openid: string, testId: string, now: number): Promise<Identity | null> {
  const _id = identityIdOf(openid)
  const { doc } = await db
    .collection('identities')
    .where(
      command.and([
        { _id, 'test.testId': command.neq(testId) },
        command.or([
          { 'test.sentAt': command.exists(false) },
          { 'test.sentAt': command.lte(new Date(now - MINUTE)) },
        ]),
      ]),
    )
    .updateAndReturn({ test: command.set({ testId, sentAt: new Date(now), answeredAt: null }) })
  if (doc) return doc as Identity
  const { data } = await db.collection('identities').where({ _id, 'test.testId': testId }).limit(1).get()
  if (data.length === 0) throw new Refusal('TEST_TOO_SOON')
  return null
}

function testLetter(unitName: string, testId: string, openid: string, now: number): Letter {
  return {
    name: 'mention',
    openid,
    page: `packages/duty/arrive/arrive?testId=${encodeURIComponent(testId)}`,
    data: {
      thing1: thing(`${unitName}值班`),
      thing2: thing('群上见'),
      thing3: thing('这是测试，点开说一声收到'),
      time4: { value: sayMinute(now + ANSWER_WITHIN) },
    },
  }
}
