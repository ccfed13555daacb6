/** Between the unit that has it and the requester. */
import * as v from 'valibot'
import type { Requests } from '../../../miniprogram/domain/contract/requests'
import {
  answered,
  asked,
  confirmed,
  disputed,
  urged,
  wentOn,
  withdrawn,
} from '../../../miniprogram/domain/case-moves'
import type { ActionSpec } from '../../_kit/serve'
import { moveFields, rating, words } from '../inputs'
import { photos } from '../photos/photos'
import { plainMove } from './act'

const withWords = v.strictObject({ ...moveFields, words })
const withPhotos = v.strictObject({ ...moveFields, words, photos })
const withoutWords = v.strictObject(moveFields)

export const askRequester: ActionSpec<Requests['askRequester']> = plainMove({
  ...{ move: 'ask', input: withWords, words: 'needed' },
  judge: (current, judging) => asked(current, judging.deed, judging),
})

export const supply: ActionSpec<Requests['supply']> = plainMove({
  ...{ move: 'supply', input: withPhotos, words: 'needed' },
  judge: (current, judging) => wentOn(current, judging.deed, judging),
})

export const goOn: ActionSpec<Requests['goOn']> = plainMove({
  ...{ move: 'goOn', input: withoutWords },
  judge: (current, judging) => wentOn(current, judging.deed, judging),
})

export const answerCase: ActionSpec<Requests['answerCase']> = plainMove({
  ...{ move: 'answer', input: withPhotos, words: 'needed' },
  judge: (current, judging) => answered(current, judging.deed, judging),
})

export const confirmCase: ActionSpec<Requests['confirmCase']> = plainMove({
  ...{ move: 'confirm', input: v.strictObject({ ...moveFields, rating: v.nullable(rating) }) },
  judge: (current, { deed }, input) =>
    confirmed(current, input.rating && { ...input.rating, at: new Date(deed.now) }),
})

export const disputeCase: ActionSpec<Requests['disputeCase']> = plainMove({
  ...{ move: 'dispute', input: withWords, words: 'needed' },
  judge: (current, judging) => disputed(current, judging.deed, judging),
})

export const withdrawCase: ActionSpec<Requests['withdrawCase']> = plainMove({
  ...{ move: 'withdraw', input: withWords, words: 'welcome' },
  judge: (current) => withdrawn(current),
})

export const urgeCase: ActionSpec<Requests['urgeCase']> = plainMove({
  ...{ move: 'urge', input: withoutWords },
  judge: (current) => urged(current),
})
