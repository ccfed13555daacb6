import * as v from 'valibot'
import type { Duty } from '../../../miniprogram/domain/contract/duty'
import { db } from '../../_kit/cloud'
import type { Identity } from '../../_kit/actor'
import { identityIdOf } from '../../_kit/ids'
import { id } from '../../_kit/inputs'
import { find } from '../../_kit/once'
import { Refusal } from '../../_kit/refusal'
import type { ActionSpec } from '../../_kit/serve'

/** Two database requests, three for a repeat: the first answer's time stands. */
export const answerTest: ActionSpec<Duty['answerTest']> = {
  who: 'person',
  input: v.strictObject({ testId: id }),
  async run({ actor, input: { testId }, now }) {
    const _id = identityIdOf(actor.openid)
    const { updated } = await db
      .collection('identities')
      .where({ _id, 'test.testId': testId, 'test.answeredAt': null })
      .update({ 'test.answeredAt': new Date(now) })
    if (updated === 1) return { triedAt: now }
    const identity = await find<Identity>('identities', _id)
    const answeredAt = identity?.test?.testId === testId ? identity.test.answeredAt : null
    if (!answeredAt) throw new Refusal('NOT_FOUND')
    return { triedAt: answeredAt.getTime() }
  },
}
