/** Whom a message that waits on the phone asks, by the names this phone knows. Pure. */
import type { Member } from '../../../../domain/contract/groups'
import type { AskableUnit } from '../../../../domain/contract/groups/asking'
import type { Asked } from '../../../../domain/obligations'
import type { MessageInput } from '../../../../services/groups'

export function askedBy(
  { mentionIds, unitIds = [] }: Pick<MessageInput, 'mentionIds' | 'unitIds'>,
  members: Member[],
  units: AskableUnit[],
): Asked[] {
  const nameOfMember = (id: string) => members.find(({ personId }) => personId === id)?.name
  const nameOfUnit = (id: string) => units.find(({ unitId }) => unitId === id)?.name
  return [
    ...mentionIds.map((id) => ({ kind: 'person' as const, id, name: nameOfMember(id) ?? '这位' })),
    ...unitIds.map((id) => ({ kind: 'unit' as const, id, name: nameOfUnit(id) ?? '这个单位' })),
  ]
}
