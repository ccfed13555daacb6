/** The gift rush of a schedule: more people than items, all at once, while answers get lost and functions die. */
import type { Answer } from '../../../miniprogram/domain/contract/envelope'
import type { Database } from '../../admin-database'
import type { Carnival, Walker } from './carnival'
import type { RushOutcome } from './reader'

/** @param claim asks until it is answered */
export async function rushForGifts(
  db: Database,
  carnival: Carnival,
  claimants: Walker[],
  claim: (claimant: Walker, input: { giftId: string; deskId: string }) => Promise<Answer>,
): Promise<RushOutcome[]> {
  const at = new Date(carnival.opensAt)
  const stamps = claimants.flatMap(({ personId }) =>
    carnival.spots.slice(0, 3).map(({ pointId, routeId }) => ({
      // Of no event that is counted: they are here for their right to a gift alone.
      ...{
        _id: `rush-${personId}.${pointId}`,
        cardId: `rush-${personId}`,
        eventId: 'rush',
        routeId,
        pointId,
        personId,
      },
      ...{ way: 'sheet', sheetId: null, at, receivedAt: at, scannedAt: at },
    })),
  )
  await db.collection('stamps').add(stamps)
  const { giftId, deskId } = carnival
  return Promise.all(
    claimants.map(async (claimant): Promise<RushOutcome> => {
      const answer = await claim(claimant, { giftId, deskId })
      const { personId } = claimant
      if (!answer.ok) return { personId, voucher: null, refusal: answer.code }
      const { voucher } = answer.data as { voucher: { number: string } }
      return { personId, voucher: voucher.number, refusal: null }
    }),
  )
}

/**
 * Half of the vouchers are shown, each to two tills at the same instant.
 * @param give asks until it is answered
 * @returns those that were given, and how many were handed out at both tills
 */
export async function giveSome(
  rush: RushOutcome[],
  give: (voucher: string, till: number) => Promise<Answer>,
): Promise<{ given: Set<string>; twice: number }> {
  const given = new Set<string>()
  let twice = 0
  const shown = rush.flatMap(({ voucher }) => voucher ?? []).filter((_, at) => at % 2 === 0)
  for (const voucher of shown) {
    const answers = await Promise.all([give(voucher, 1), give(voucher, 2)])
    const outcomes = answers.map((answer) => answer.ok && (answer.data as { outcome: string }).outcome)
    if (outcomes.includes('given')) given.add(voucher)
    if (outcomes.every((outcome) => outcome === 'given')) twice += 1
  }
  return { given, twice }
}
