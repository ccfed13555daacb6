/** What the page asks of its components. */
import type { Act } from '../../../components/mention-acts/acts'
import type { MentionView, MessageView } from '../../../domain/contract/groups'
import type { Asked } from '../../../domain/obligations'
import type { Row } from './rows'
import type { Written } from './waiting'

export type Answered = { messageId: string; senderName: string; text: string }
export type Composer = {
  /** @param owed the message asks the writer: then quick replies stand above the field */
  answer(answers: Answered, owed: boolean): void
  pick(event: { detail: Asked }): void
  rewrite(written: Omit<Written, 'answersId'>, answers: Answered | null): void
}
export type Steps = {
  open(mention: MentionView, messageId: string): void
  /** In the handler of a tap. */
  run(act: Act, mention: MentionView, messageId: string): void
  refresh(find: (obligationId: string) => MentionView | undefined): void
}
export type RaiseSheet = { open(mention: MentionView, asking: MessageView): void }
export type ReportSheet = { open(messages: MessageView[], messageId: string): void }
export type List = {
  show(messages: MessageView[], waiting: Row[]): void
  goTo(messageId: string): void
  goToEnd(): void
  markUnread(messageId: string): void
  showPictures(urls: { messageId: string; urls: string[] }[]): void
}
