/** What handlers alone see of a case, and what the firm sees of its helper. */
import type { DeskView } from '../../../miniprogram/domain/contract/requests/desk'
import type { Case } from '../../../miniprogram/domain/cases'
import type { Looking } from '../acts'

export function deskView({ current }: Pick<Looking, 'current'>): DeskView {
  const { offeredTo, senderName, refusals, coHandling, extension, reportedAt } = current
  return {
    offeredTo: offeredTo && { personId: offeredTo.personId, name: offeredTo.name },
    senderName,
    refusals: refusals.map(({ unitId, unitName, words, at }) => ({
      unitId,
      unitName,
      words,
      at: at.getTime(),
    })),
    opinions: coHandling.map(({ unitId, unitName, ownerName, dueAt, words, answeredAt, released }) => ({
      ...{ unitId, unitName, ownerName, dueAt: dueAt.getTime(), asked: words, released },
      answeredAt: answeredAt?.getTime() ?? null,
    })),
    extension: extension && {
      workdays: extension.workdays,
      reason: extension.reason,
      byName: extension.byName,
      decision: extension.decision,
    },
    reportedAt: reportedAt?.getTime() ?? null,
  }
}

/** 帮办 is known by name: the firm calls on him. */
export function helpedBy({ helper }: Case): { name: string; unitName: string } | null {
  return helper && { name: helper.name, unitName: helper.unitName }
}
