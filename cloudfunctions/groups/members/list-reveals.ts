import * as v from 'valibot'
import type { Groups } from '../../../miniprogram/domain/contract/groups'
import { db } from '../../_kit/cloud'
import type { ActionSpec } from '../../_kit/serve'
import type { PhoneReveal } from './reveal-phone'

/** Two database requests. */
export const listReveals: ActionSpec<Groups['listReveals']> = {
  who: 'person',
  input: v.strictObject({}),
  async run({ actor }) {
    const { data } = await db
      .collection('phoneReveals')
      .where({ targetId: actor.personId })
      .orderBy('at', 'desc')
      .limit(50)
      .get()
    return {
      reveals: (data as PhoneReveal[]).map(({ byName, byRole, byOrganisation, at }) => ({
        name: byName,
        role: byRole,
        organisation: byOrganisation,
        at: at.getTime(),
      })),
    }
  },
}
