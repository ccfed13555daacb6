/** What a group decided about its ladder, and when: an @ is judged by what counted when it was asked. */
import { ladderOfGroup, type LadderSettings } from '../../../miniprogram/domain/ladder'
import type { ConversationDocument } from '../store'

export interface LadderMove {
  moveId: string
  by: string
  at: Date
  ladder: LadderSettings
  showSeen: boolean
}

/** @param at in ms */
export function settingsAt(conversation: ConversationDocument, at: number): LadderSettings {
  const { ladderHistory = [], answerWithinMinutes } = conversation
  if (ladderHistory.length === 0) return ladderOfGroup(conversation)
  const last = ladderHistory.filter((move) => move.at.getTime() <= at).at(-1)
  return last?.ladder ?? ladderOfGroup({ answerWithinMinutes })
}
