/** Reports in the database. Index (reviewer, state, createdAt) finds what a reviewer has to look at. */
import { db } from '../../_kit/cloud'
import { find } from '../../_kit/once'

export interface ReportDocument {
  _id: string
  conversationId: string
  conversationName: string
  /** Who looks at it: `groupReviewer` of a conversation, or OPERATORS. */
  reviewer: string
  reporterId: string
  reporterName: string
  reportedId: string
  reason: string
  /** Copied when reported: what a moderator sees is this and nothing around it. */
  messages: { messageId: string; senderName: string; text: string; fileIds?: string[]; at: Date }[]
  state: 'open' | 'withdrawn' | 'kept'
  createdAt: Date
  history: { moveId: string; move: string; by: string; at: Date }[]
}

export const OPERATORS = 'operators'

export function groupReviewer(conversationId: string): string {
  return `group.${conversationId}`
}

/** One request. */
export async function isOperator(personId: string): Promise<boolean> {
  const person = await find<{ operator: boolean }>('persons', personId)
  return person?.operator === true
}

export async function openReports(reviewer: string, limit: number): Promise<ReportDocument[]> {
  const { data } = await db
    .collection('reports')
    .where({ reviewer, state: 'open' })
    .orderBy('createdAt', 'asc')
    .limit(limit)
    .get()
  return data as ReportDocument[]
}
