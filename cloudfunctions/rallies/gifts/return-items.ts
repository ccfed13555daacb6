import { command, db } from '../../_kit/cloud'
import { nobodys, type ItemDocument } from './store'

const PAGE = 200
const AT_ONCE = 8

/**
 * Returns the items of vouchers and reserves whose time is over, oldest first. Safe to run late, twice, or not at all for
 * an hour: each is one conditional update on what was read. One database request, and one for each item.
 * @returns how many came back
 */
export async function returnItems(now: number): Promise<number> {
  const { data } = await db
    .collection('giftItems')
    .where({ state: command.in(['claimed', 'reserved']), endsAt: command.lte(new Date(now)) })
    .orderBy('endsAt', 'asc')
    .limit(PAGE)
    .get()
  const rest = data as ItemDocument[]
  let returned = 0
  const work = async () => {
    for (let item = rest.shift(); item; item = rest.shift()) returned += await returnItem(item, now)
  }
  await Promise.all(Array.from({ length: AT_ONCE }, work))
  return returned
}

async function returnItem(item: ItemDocument, now: number): Promise<number> {
  const { cardIds, claimIds, ...free } = nobodys(item._id)
  const moveId = `return.${item.claimId}.${item.endsAt!.getTime()}`
  const step = { moveId, move: 'return', by: 'timer', at: new Date(now) }
  const { updated } = await db
    .collection('giftItems')
    .where({ _id: item._id, state: item.state, claimId: item.claimId, endsAt: item.endsAt })
    .update({
      ...{ state: 'free', ...free },
      ...{ cardIds: command.set(cardIds), claimIds: command.set(claimIds), history: command.push([step]) },
    })
  return updated ?? 0
}
