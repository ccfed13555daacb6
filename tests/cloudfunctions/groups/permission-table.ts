/** Who may do what in 群聊, said once more and apart from the code: the tests ask the cloud for every line. */
import type { Groups } from '../../../miniprogram/domain/contract/groups'
import { fresh } from '../../support/factories'
import { MENTION_TABLE } from './permission-table-of-mentions'
import type { Caller, Scene } from './permission-scene'

export type Name = keyof Groups & string
type Input<Action extends Name> = Groups[Action]['input']

export type Case<Action extends Name> = {
  allowed: Caller[]
  input(scene: Scene, caller: Caller): Input<Action> | Promise<Input<Action>>
  /** What this case adds to the action's name, where an action has more than one. */
  when?: string
}

const HEAD: Caller[] = ['head']
const MEMBERS: Caller[] = [
  'head',
  'official',
  'otherOfficial',
  'unitHead',
  'lawyer',
  'merchant',
  'otherMerchant',
]
const PERSONS: Caller[] = [...MEMBERS, 'headOfOther', 'removed', 'stranger', 'operator']
export const ANYONE: Caller[] = [...PERSONS, 'newcomer']
const BOTH: Caller[] = ['merchant', 'otherMerchant']
const KEEPERS: Caller[] = ['head', 'operator']

const here = ({ conversationId }: Scene) => ({ conversationId })
const moveId = () => fresh('move')
const words = (conversationId: string) => ({
  draftId: fresh('draft'),
  conversationId,
  text: '说一句',
  mentionIds: [],
})

/** Every action, with whom it lets in. Typed so that none can be forgotten. */
export const TABLE: { [Action in Name]: Case<Action>[] } = {
  listConversations: [{ allowed: PERSONS, input: () => ({}) }],
  openConversation: [
    { allowed: MEMBERS, input: here },
    { when: 'private', allowed: BOTH, input: ({ privateId }) => ({ conversationId: privateId }) },
  ],
  readChanges: [
    { allowed: MEMBERS, input: (scene) => ({ ...here(scene), after: 0 }) },
    { when: 'private', allowed: BOTH, input: ({ privateId }) => ({ conversationId: privateId, after: 0 }) },
  ],
  readEarlier: [
    { allowed: MEMBERS, input: (scene) => ({ ...here(scene), beforeOrder: 9 }) },
    {
      when: 'private',
      allowed: BOTH,
      input: ({ privateId }) => ({ conversationId: privateId, beforeOrder: 9 }),
    },
  ],
  markRead: [{ allowed: MEMBERS, input: (scene) => ({ ...here(scene), n: 1 }) }],
  listMembers: [{ allowed: MEMBERS, input: here }],
  openAsking: [{ allowed: MEMBERS, input: here }],
  sendMessage: [
    { allowed: MEMBERS, input: ({ conversationId }) => words(conversationId) },
    { when: 'private', allowed: BOTH, input: ({ privateId }) => words(privateId) },
    {
      when: '@所有人',
      allowed: HEAD,
      input: ({ conversationId }) => ({ ...words(conversationId), toAll: true }),
    },
  ],
  recallMessage: [
    {
      allowed: ['merchant'],
      input: async (scene) => ({ messageId: (await scene.question()).messageId, moveId: moveId() }),
    },
  ],
  withdrawMessage: [
    {
      allowed: HEAD,
      input: async (scene) => ({
        messageId: (await scene.question()).messageId,
        reason: '不合适',
        moveId: moveId(),
      }),
    },
  ],
  pinMessage: [
    {
      allowed: HEAD,
      input: async (scene) => ({ messageId: (await scene.question()).messageId, moveId: moveId() }),
    },
  ],
  unpinMessage: [{ allowed: HEAD, input: (scene) => ({ ...here(scene), moveId: moveId() }) }],
  pictureLinks: [{ allowed: MEMBERS, input: (scene) => ({ ...here(scene), messageIds: ['none'] }) }],
  myDisturbances: [{ allowed: PERSONS, input: () => ({}) }],
  shareMention: [
    {
      allowed: ['head', 'official', 'merchant'],
      input: async (scene) => ({ obligationId: (await scene.question()).obligationId }),
    },
  ],
  openShared: [
    {
      allowed: ANYONE,
      input: (scene) => scene.share(),
    },
  ],
  ...MENTION_TABLE,
  openPrivate: [
    {
      allowed: MEMBERS,
      input: ({ conversationId, people }, caller) => ({
        via: conversationId,
        personId: people[caller === 'lawyer' ? 'merchant' : 'lawyer'].personId,
      }),
    },
  ],
  block: [
    {
      allowed: BOTH,
      input: ({ privateId }) => ({ conversationId: privateId, blocked: false, moveId: moveId() }),
    },
  ],
  listHeld: [{ allowed: HEAD, input: here }],
  reviewMessage: [
    {
      allowed: HEAD,
      input: async (scene) => ({ messageId: await scene.held(), verdict: 'refuse', moveId: moveId() }),
    },
  ],
  reportMessages: [
    {
      allowed: MEMBERS.filter((caller) => caller !== 'merchant'),
      input: async (scene) => ({
        draftId: fresh('draft'),
        ...here(scene),
        messageIds: [(await scene.question()).messageId],
        reason: '骂人',
      }),
    },
  ],
  listReports: [
    { allowed: HEAD, input: here },
    { when: 'from private chats', allowed: ['operator'], input: () => ({}) },
  ],
  // It tells those who are no members nothing, and shows what the timer would show within the minute.
  showCase: [{ allowed: PERSONS, input: () => ({ obligationId: 'none' }) }],
  decideReport: [
    {
      allowed: HEAD,
      input: async (scene) => ({
        reportId: await scene.report(scene.conversationId),
        verdict: 'kept',
        moveId: moveId(),
      }),
    },
    {
      when: 'from private chats',
      allowed: ['operator'],
      input: async (scene) => ({
        reportId: await scene.report(scene.privateId),
        verdict: 'kept',
        moveId: moveId(),
      }),
    },
  ],
  removeMember: [
    {
      allowed: HEAD,
      input: async (scene) => ({
        ...here(scene),
        personId: (await scene.someone()).personId,
        moveId: moveId(),
      }),
    },
  ],
  changeRole: [
    {
      allowed: HEAD,
      input: async (scene) => ({
        ...here(scene),
        personId: (await scene.someone()).personId,
        role: '媒体',
        moveId: moveId(),
      }),
    },
  ],
  readmitMember: [
    {
      allowed: HEAD,
      input: async (scene) => ({
        ...here(scene),
        personId: (await scene.someone()).personId,
        moveId: moveId(),
      }),
    },
  ],
  listRemoved: [{ allowed: HEAD, input: here }],
  readHistory: [
    {
      allowed: HEAD,
      input: (scene) => ({ ...here(scene), personId: scene.people.merchant.personId }),
    },
  ],
  rosterTemplate: [{ allowed: KEEPERS, input: here }],
  importRoster: [
    {
      allowed: KEEPERS,
      input: async (scene) => {
        const importId = fresh('import')
        return { ...here(scene), importId, fileId: await scene.sheet(importId) }
      },
    },
  ],
  listRoster: [{ allowed: KEEPERS, input: here }],
  dropRow: [{ allowed: KEEPERS, input: (scene) => ({ ...here(scene), rowId: 'none', moveId: moveId() }) }],
  listKeptGroups: [{ allowed: ['operator'], input: () => ({}) }],
  claimRows: [{ allowed: PERSONS, input: () => ({}) }],
  makeInvitation: [
    {
      allowed: HEAD,
      input: (scene) => ({
        ...here(scene),
        draftId: fresh('draft'),
        role: '企业',
        days: 7,
        uses: 1,
        atOnce: false,
      }),
    },
  ],
  listInvitations: [{ allowed: HEAD, input: here }],
  withdrawInvitation: [
    {
      allowed: HEAD,
      input: async (scene) => ({
        invitationId: (await scene.invitation()).invitationId,
        moveId: moveId(),
      }),
    },
  ],
  openInvitation: [{ allowed: ANYONE, input: async (scene) => ({ code: (await scene.invitation()).code }) }],
  acceptInvitation: [
    {
      allowed: PERSONS,
      input: async (scene) => ({
        code: (await scene.invitation()).code,
        name: '示例·新来的',
        organisation: '示例小店',
      }),
    },
  ],
  listJoinRequests: [{ allowed: HEAD, input: here }],
  decideJoin: [
    {
      allowed: HEAD,
      input: async (scene) => ({
        requestId: await scene.joinRequest(),
        moveId: moveId(),
        decision: { admit: false, reason: '不认识' },
      }),
    },
  ],
  openCard: [
    {
      allowed: MEMBERS,
      input: (scene) => ({ ...here(scene), personId: scene.people.lawyer.personId }),
    },
  ],
  editCard: [
    {
      allowed: MEMBERS,
      input: (scene) => ({
        ...here(scene),
        helpsWith: '',
        channel: '',
        phoneShared: false,
        moveId: moveId(),
      }),
    },
  ],
  revealPhone: [
    {
      when: 'of a firm',
      allowed: ['head', 'official', 'otherOfficial', 'merchant'],
      input: (scene) => ({ ...here(scene), personId: scene.people.merchant.personId }),
    },
    {
      when: 'of a lawyer who shares it with nobody',
      allowed: ['head', 'lawyer'],
      input: (scene) => ({ ...here(scene), personId: scene.people.lawyer.personId }),
    },
  ],
  listReveals: [{ allowed: PERSONS, input: () => ({}) }],
}
