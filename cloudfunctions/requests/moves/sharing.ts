/** Who reads a case besides those it concerns. */
import * as v from 'valibot'
import type { Requests } from '../../../miniprogram/domain/contract/requests'
import { sharedWithGroup } from '../../../miniprogram/domain/case-sharing'
import type { ActionSpec } from '../../_kit/serve'
import { moveFields } from '../inputs'
import { plainMove } from './act'

export const shareCase: ActionSpec<Requests['shareCase']> = plainMove({
  ...{ move: 'share', input: v.strictObject(moveFields) },
  judge: () => sharedWithGroup(),
})
