/** 成员: who is in a group, and as what. */
import type { Action } from '../envelope'

export interface Member {
  personId: string
  name: string
  /** As the organisation writes it: 企业, 群主, 镇领导, 科室负责人, 律师, 媒体, 电商, 金融. */
  role: string
  /** Firm or unit. */
  organisation: string
  /** May be asked by @, since he answers for a unit or a profession. */
  mentionable: boolean
  /** What he can help with, in his own words; '' when he says nothing. */
  helpsWith: string
  /** Name and firm in pinyin and by initials, to search in. */
  searchKey: string
}

export interface Members {
  /** A member: a page of members in order of role and name; `after` is what the page before answered as `after`. */
  listMembers: Action<{ conversationId: string; after?: string }, { members: Member[]; after: string | null }>
  /** 群主: ends a membership; from that moment nothing new reaches the one removed. */
  removeMember: Action<{ conversationId: string; personId: string; moveId: string }, { removed: true }>
}
