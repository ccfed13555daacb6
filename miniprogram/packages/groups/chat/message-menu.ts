/** The menu of one message, by a long press: what this reader may do with it. */
import type { Answer } from '../../../domain/contract/envelope'
import type { Conversation, MessageView } from '../../../domain/contract/groups'
import { sentenceFor } from '../../../domain/errors'
import { mayRecall } from '../../../domain/messages'
import { can } from '../../../domain/permissions'
import { pinMessage, recallMessage, withdrawMessage } from '../../../services/groups/messages'

type Choice = { label: string; run(): void | Promise<string> }

/** Told to the sender. 群主 picks one rather than writes: it takes a second, and stays polite. */
const REASONS = ['与本群无关', '广告太多', '说得不太合适', '重复发送']

export interface MenuFacts {
  me: Conversation['me']
  /** The cloud's time as the phone knows it: only whether a choice is offered, the cloud decides. */
  now: number
  quote(): void
  report(): void
}

/** @returns what went wrong, '' when nothing did */
export async function openMenu(message: MessageView, facts: MenuFacts): Promise<string> {
  const choices = choicesOf(message, facts)
  if (choices.length === 0) return ''
  const chosen = await choose(choices.map(({ label }) => label))
  return (await choices[chosen]?.run()) ?? ''
}

/** Exported for tests: the cloud refuses what is not here, too. */
export function choicesOf(message: MessageView, { me, now, quote, report }: MenuFacts): Choice[] {
  const member = { state: 'active' as const, role: me.role }
  const may = (permission: 'groups.recall' | 'groups.pin' | 'groups.withdraw') =>
    can(permission, { personId: me.personId, member, senderId: message.senderId })
  const { messageId, content, text } = message
  const shown = content === 'shown'
  const choices: (Choice | false)[] = [
    shown && { label: '引用', run: quote },
    text !== '' && { label: '复制', run: () => void wx.setClipboardData({ data: text }) },
    (shown || content === 'held') &&
      may('groups.recall') &&
      mayRecall(message.at, now) && { label: '撤回', run: () => trouble(recallMessage(messageId)) },
    shown && message.senderId !== me.personId && { label: '举报', run: report },
    shown && may('groups.pin') && { label: '置顶', run: () => trouble(pinMessage(messageId)) },
    shown && may('groups.withdraw') && { label: '撤下', run: () => withdrawWithReason(messageId) },
  ]
  return choices.filter((choice): choice is Choice => choice !== false)
}

async function withdrawWithReason(messageId: string): Promise<string> {
  const reason = REASONS[await choose(REASONS)]
  return reason ? trouble(withdrawMessage(messageId, reason)) : ''
}

/** @returns the place of the choice; -1 when nothing was chosen */
function choose(itemList: string[]): Promise<number> {
  return new Promise((resolve) => {
    wx.showActionSheet({
      itemList,
      success: ({ tapIndex }) => resolve(tapIndex),
      fail: () => resolve(-1),
    })
  })
}

async function trouble(asked: Promise<Answer>): Promise<string> {
  const answer = await asked
  if (answer.ok) return ''
  return answer.code === 'OFFLINE' ? '没有网络，连上后再试' : sentenceFor(answer.code, answer.facts)
}
