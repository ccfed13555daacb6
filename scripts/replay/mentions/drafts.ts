import type { Play } from './play'

/** An id as phones make them: of a draft, a move, a grant. The same in every replay of the same schedule. */
export function draftOf({ stage, drafts }: Pick<Play, 'stage' | 'drafts'>): string {
  drafts.made += 1
  return `draft-${stage.conversationId}-${drafts.made}`.padEnd(22, 'x')
}
