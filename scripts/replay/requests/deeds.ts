/** What people may try with a case, move by move: the action and what is said with it. */
import type { Case } from '../../../miniprogram/domain/cases'
import type { Play } from './play'

interface Deed {
  action: string
  /** How often it is chosen, of those that are possible. */
  weight: number
  input?(play: Play, current: Case): Record<string, unknown>
}

/** Stands in what only handlers may read: a requester who reads it has been shown too much. */
export const INSIDE_WORDS = '内部的话'

const words = (said: string) => () => ({ words: said })
const toUnit = ({ chance, stage }: Play, { refusals }: Case) => ({
  unitId: chance.oneOf(stage.offices.filter((id) => !refusals.some(({ unitId }) => unitId === id))),
  words: '',
})

/** Somebody else of the unit that has it; when there is nobody, somebody who does not work there. */
function colleague({ chance, stage }: Play, { unitId, ownerId }: Case) {
  const others = stage.players.filter(({ personId }) => personId !== ownerId)
  const able = others.filter((player) => player.unitId === unitId)
  return { personId: chance.oneOf(able.length > 0 ? able : others).personId }
}

export const DEEDS: Record<string, Deed> = {
  dispatch: { action: 'dispatchCase', weight: 6, input: toUnit },
  accept: { action: 'acceptCase', weight: 4 },
  refuse: { action: 'refuseCase', weight: 3, input: words(INSIDE_WORDS) },
  settle: {
    action: 'settleCase',
    weight: 5,
    input: ({ chance, stage }) => ({ unitId: chance.oneOf(stage.offices), words: '由你们办' }),
  },
  decline: {
    action: 'declineCase',
    weight: 0.7,
    input: () => ({ words: '不归我们', elsewhere: '市公积金中心' }),
  },
  contest: { action: 'contestCase', weight: 4, input: words('就归你们') },
  ask: { action: 'askRequester', weight: 3, input: words('缺一张照片') },
  supply: { action: 'supply', weight: 3, input: words('补上了') },
  goOn: { action: 'goOn', weight: 1 },
  answer: { action: 'answerCase', weight: 4, input: words('这样办') },
  confirm: {
    action: 'confirmCase',
    weight: 1.5,
    input: ({ chance }) => ({
      rating: chance.happens(0.5) ? { stars: chance.between(1, 5), words: '', savedTrip: true } : null,
    }),
  },
  dispute: { action: 'disputeCase', weight: 3, input: words('还是不行') },
  withdraw: { action: 'withdrawCase', weight: 0.4, input: words('不用了') },
  urge: { action: 'urgeCase', weight: 1 },
  say: { action: 'sayProgress', weight: 0.7, input: words('快了') },
  note: { action: 'noteCase', weight: 0.5, input: words(INSIDE_WORDS) },
  offer: {
    action: 'offerCase',
    weight: 1,
    input: (play, current) => ({ ...colleague(play, current), words: INSIDE_WORDS }),
  },
  take: { action: 'takeCase', weight: 2 },
  declineOffer: { action: 'declineCaseOffer', weight: 2, input: words(INSIDE_WORDS) },
  help: {
    action: 'nameHelper',
    weight: 0.5,
    input: (play, current) => ({ ...colleague(play, current), unitId: current.unitId }),
  },
  helpStep: { action: 'tellHelp', weight: 1, input: words('陪您去了窗口') },
  rate: {
    action: 'rateCase',
    weight: 2,
    input: ({ chance }) => ({ rating: { stars: chance.between(1, 5), words: '', savedTrip: false } }),
  },
}
