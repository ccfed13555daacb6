/** What is typed in for somebody else, as the phone holds it. */
import type { CaseKind } from '../../../domain/cases'

export interface Fields {
  text: string
  topicId: string
  kind: CaseKind
  name: string
  organisation: string
  phone: string
}

export const NOTHING: Fields = {
  text: '',
  topicId: '',
  kind: 'ordinary',
  name: '',
  organisation: '',
  phone: '',
}

/** What a page asks of it. */
export type TypedFields = { fields(): Fields; clear(): void; fill(fields: Fields): void }

/** Why it cannot leave yet, said to who types; '' when it can. */
export function missing({ text, topicId, name }: Fields): string {
  if (text.trim() === '') return '请先写下说了什么'
  if (topicId === '') return '请点选是关于什么的'
  return name.trim() === '' ? '请写怎么称呼' : ''
}
