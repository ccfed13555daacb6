import * as v from 'valibot'
import type { Duty } from '../../../miniprogram/domain/contract/duty'
import { command, db } from '../../_kit/cloud'
import { identityIdOf } from '../../_kit/ids'
import { draftId } from '../../_kit/inputs'
import type { ActionSpec } from '../../_kit/serve'

/** More than anybody taps between two calls; a phone that tells us of more is not believed. */
const MOST = 20

/** Two database requests. Of the one identity that allowed it: WeChat counts by openid. */
export const notePush: ActionSpec<Duty['notePush']> = {
  who: 'person',
  input: v.strictObject({ name: v.literal('mention'), grantId: draftId }),
  async run({ actor, input: { name, grantId } }) {
    await db
      .collection('identities')
      .where({ _id: identityIdOf(actor.openid), [`credits.${name}.${MOST - 1}`]: command.exists(false) })
      .update({ [`credits.${name}`]: command.addToSet(grantId) })
    return { noted: true }
  },
}
