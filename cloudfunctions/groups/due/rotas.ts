/** A rota that changed: what is not yet 收到 of its unit is looked at in the next run, not only when the old shift ends. */
import { mayMove, OBLIGATION_STATES, type ObligationState } from '../../../miniprogram/domain/obligations'
import { command, db } from '../../_kit/cloud'
import type { Obligation } from '../../_kit/obligations/store'
import { noteFollowed } from './since-last-run'

const PAGE = 50
/** A change is written some time after its moment; a function lives no longer than this. */
const LATE_MS = 60_000
/** Until 收到 it belongs to the shift. */
const OF_THE_SHIFT = (Object.keys(OBLIGATION_STATES) as ObligationState[]).filter((state) =>
  mayMove(state, 'acknowledge'),
)

/**
 * No request when no rota has changed; else one for each page and one at the end. Within the minute in which a change may
 * still become visible it is followed once more: who is on duty already stays so.
 * @param unitIds whose rota changed
 * @param work looks at a page of obligations
 */
export async function followRotas(
  unitIds: string[],
  now: number,
  work: (page: Obligation[]) => Promise<void>,
): Promise<void> {
  if (unitIds.length === 0) return
  for (let after = ''; ;) {
    const page = await ofShifts(unitIds, after)
    await work(page)
    if (page.length < PAGE) break
    after = page.at(-1)!._id
  }
  await noteFollowed({ rotasUpTo: new Date(now - LATE_MS) })
}

/** Index asked. */
async function ofShifts(unitIds: string[], after: string): Promise<Obligation[]> {
  const { data } = await db
    .collection('obligations')
    .where({
      'asked.id': command.in(unitIds),
      open: true,
      _id: command.gt(after),
      'source.area': 'groups',
      state: command.in(OF_THE_SHIFT),
    })
    .orderBy('_id', 'asc')
    .limit(PAGE)
    .get()
  return data as Obligation[]
}
