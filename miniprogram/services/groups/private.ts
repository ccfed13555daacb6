/** 私聊: two members of a group, and nobody else. One function per action. */
import type { Answer } from '../../domain/contract/envelope'
import { callAction } from '../cloud'
import { moveOnce } from '../moves'

/** @param via the group that both are in */
export function openPrivate(
  via: string,
  personId: string,
): Promise<Answer<{ conversationId: string; name: string }>> {
  return callAction('groups', 'openPrivate', { via, personId })
}

/** 屏蔽, or taking it back. */
export function block(conversationId: string, blocked: boolean): Promise<Answer<{ blocked: boolean }>> {
  const wish = `block/${conversationId}/${blocked}`
  return moveOnce(wish, (moveId) => callAction('groups', 'block', { conversationId, blocked, moveId }))
}
