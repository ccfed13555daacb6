/** What people do with an @, and what 群主 and heads see of all. One function per action. */
import type { Answer, EpochMs } from '../../domain/contract/envelope'
import type { HandTo, MentionBoard, MentionMoves } from '../../domain/contract/groups/mentions'
import type { LadderSettings } from '../../domain/ladder'
import { callAction } from '../cloud'
import { moveOnce } from '../moves'

type Of<Name extends keyof MentionMoves> = Promise<Answer<MentionMoves[Name]['output']>>
type Board<Name extends keyof MentionBoard> = Promise<Answer<MentionBoard[Name]['output']>>

/** Says that the one who owes the answer has the message in front of him. */
export function seeMention(obligationId: string): Of<'seeMention'> {
  return moveOnce(`see/${obligationId}`, (moveId) =>
    callAction('groups', 'seeMention', { obligationId, moveId }),
  )
}

/** 收到. Once it was asked again (没解决), it is a move of its own. */
export function acknowledgeMention(obligationId: string): Of<'acknowledgeMention'> {
  return moveOnce(`acknowledge/${obligationId}`, (moveId) =>
    callAction('groups', 'acknowledgeMention', { obligationId, moveId }),
  )
}

/** 已答应. @param by at most seven days ahead */
export function promiseMention(obligationId: string, by: EpochMs): Of<'promiseMention'> {
  return moveOnce(`promise/${obligationId}/${by}`, (moveId) =>
    callAction('groups', 'promiseMention', { obligationId, by, moveId }),
  )
}

/** 不用回应. */
export function excuseMention(obligationId: string): Of<'excuseMention'> {
  return moveOnce(`excuse/${obligationId}`, (moveId) =>
    callAction('groups', 'excuseMention', { obligationId, moveId }),
  )
}

/** 没解决 · 还是要回应. @param canWait at night: from the next morning on */
export function reopenMention(obligationId: string, canWait: boolean): Of<'reopenMention'> {
  return moveOnce(`reopen/${obligationId}/${canWait}`, (moveId) =>
    callAction('groups', 'reopenMention', { obligationId, canWait, moveId }),
  )
}

/** 转给, to be accepted. */
export function offerMention(obligationId: string, to: HandTo, note: string): Of<'offerMention'> {
  return moveOnce(`offer/${obligationId}/${to.kind}/${to.id}/${note}`, (moveId) =>
    callAction('groups', 'offerMention', { obligationId, to, note, moveId }),
  )
}

export function acceptMention(obligationId: string): Of<'acceptMention'> {
  return moveOnce(`accept/${obligationId}`, (moveId) =>
    callAction('groups', 'acceptMention', { obligationId, moveId }),
  )
}

export function declineOffer(obligationId: string): Of<'declineOffer'> {
  return moveOnce(`decline/${obligationId}`, (moveId) =>
    callAction('groups', 'declineOffer', { obligationId, moveId }),
  )
}

/** 不归我. @param reason told to the one it is offered to */
export function notMine(obligationId: string, reason: string): Of<'notMine'> {
  return moveOnce(`notMine/${obligationId}/${reason}`, (moveId) =>
    callAction('groups', 'notMine', { obligationId, reason, moveId }),
  )
}

/** 转给, outright. */
export function assignMention(obligationId: string, to: HandTo): Of<'assignMention'> {
  return moveOnce(`assign/${obligationId}/${to.kind}/${to.id}`, (moveId) =>
    callAction('groups', 'assignMention', { obligationId, to, moveId }),
  )
}

/** 我来接. */
export function takeMention(obligationId: string): Of<'takeMention'> {
  return moveOnce(`take/${obligationId}`, (moveId) =>
    callAction('groups', 'takeMention', { obligationId, moveId }),
  )
}

/** 催. */
export function urgeMention(obligationId: string): Of<'urgeMention'> {
  return moveOnce(`urge/${obligationId}`, (moveId) =>
    callAction('groups', 'urgeMention', { obligationId, moveId }),
  )
}

/** 全群待回应. @param after what the page before answered; null for the first */
export function listOpen(conversationId: string, after: string | null): Board<'listOpen'> {
  return callAction('groups', 'listOpen', after === null ? { conversationId } : { conversationId, after })
}

/** @param month such as 2026-04 */
export function figures(conversationId: string, month: string): Board<'figures'> {
  return callAction('groups', 'figures', { conversationId, month })
}

export function openLadder(conversationId: string): Board<'openLadder'> {
  return callAction('groups', 'openLadder', { conversationId })
}

export function setLadder(
  conversationId: string,
  ladder: LadderSettings,
  showSeen: boolean,
): Board<'setLadder'> {
  return moveOnce(`setLadder/${conversationId}/${JSON.stringify(ladder)}/${showSeen}`, (moveId) =>
    callAction('groups', 'setLadder', { conversationId, ladder, showSeen, moveId }),
  )
}
