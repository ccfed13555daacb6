import * as v from 'valibot'
import type { Requests } from '../../miniprogram/domain/contract/requests'
import { id } from '../_kit/inputs'
import type { ActionSpec } from '../_kit/serve'
import { sceneOf } from './move'
import { presentCase } from './present'

/** Three requests. */
export const openCase: ActionSpec<Requests['openCase']> = {
  who: 'person',
  input: v.strictObject({ caseId: id }),
  async run({ actor, input, now }) {
    return { case: presentCase(await sceneOf(input.caseId, actor.personId), now) }
  },
}
