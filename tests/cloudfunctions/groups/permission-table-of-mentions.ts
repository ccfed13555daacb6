/** Who may do what with an @: a merchant asked the official; the table of 群聊 goes on here. */
import type { MentionBoard, MentionMoves } from '../../../miniprogram/domain/contract/groups/mentions'
import { LADDER } from '../../../miniprogram/domain/ladder'
import { fresh } from '../../support/factories'
import { START } from '../../support/world'
import type { Caller, Scene } from './permission-scene'
import type { Case } from './permission-table'

const LEADERS: Caller[] = ['head', 'unitHead']
const MEMBERS: Caller[] = [...LEADERS, 'official', 'otherOfficial', 'lawyer', 'merchant', 'otherMerchant']

const here = ({ conversationId }: Scene) => ({ conversationId })

const asked = async (scene: Scene) => ({
  obligationId: (await scene.question()).obligationId,
  moveId: fresh('move'),
})
const toLawyer = ({ people }: Scene) => ({ kind: 'person' as const, id: people.lawyer.personId })
const offered = async (scene: Scene) => ({ ...(await scene.offered()), moveId: fresh('move') })

export const MENTION_TABLE: { [Action in keyof (MentionMoves & MentionBoard)]: Case<Action>[] } = {
  seeMention: [{ allowed: ['official'], input: asked }],
  acknowledgeMention: [{ allowed: ['official'], input: asked }],
  promiseMention: [
    {
      allowed: ['official'],
      input: async (scene) => ({ ...(await asked(scene)), by: START + 24 * 60 * 60_000 }),
    },
  ],
  excuseMention: [{ allowed: ['official', 'merchant'], input: asked }],
  reopenMention: [
    {
      allowed: ['merchant'],
      input: async (scene) => ({ ...(await scene.excused()), moveId: fresh('move') }),
    },
  ],
  offerMention: [
    { allowed: ['official'], input: async (scene) => ({ ...(await asked(scene)), to: toLawyer(scene) }) },
  ],
  acceptMention: [{ allowed: ['lawyer'], input: offered }],
  declineOffer: [{ allowed: ['lawyer'], input: offered }],
  notMine: [
    { allowed: ['official'], input: async (scene) => ({ ...(await asked(scene)), reason: '归城管' }) },
  ],
  assignMention: [
    { allowed: LEADERS, input: async (scene) => ({ ...(await asked(scene)), to: toLawyer(scene) }) },
  ],
  // Who has it already is told so.
  takeMention: [{ allowed: [...LEADERS, 'official'], input: asked }],
  urgeMention: [
    // The asker's turn comes when its time has passed; until then he is told so, which is no matter of who he is.
    { allowed: [...LEADERS, 'merchant'], input: asked },
  ],
  listOpen: [{ allowed: LEADERS, input: here }],
  figures: [{ allowed: LEADERS, input: (scene) => ({ ...here(scene), month: '2026-04' }) }],
  openLadder: [{ allowed: MEMBERS, input: here }],
  setLadder: [
    {
      allowed: ['head'],
      input: (scene) => ({ ...here(scene), ladder: LADDER, showSeen: false, moveId: fresh('move') }),
    },
  ],
}
