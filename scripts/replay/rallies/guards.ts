/**
 * What keeps stamps and gifts right, each with the change that takes it away. `--break NAME` builds functions and phone
 * with that change, to show that the replay would notice: the code itself carries no switches. A snippet that is no longer
 * there stops the replay, so that no guard is broken in name only.
 */
import type { Guard } from '../guards'

export const GUARDS: Record<string, Guard> = {
  'stamp-id': {
    file: 'cloudfunctions/rallies/stamp-cards.ts',
    snippet: 'stampId: `${card.cardId}.${point._id}`, personId: holder',
    without: 'stampId: `${card.cardId}.${point._id}.${Math.random()}`, personId: holder',
  },
  'code-check': {
    file: 'cloudfunctions/rallies/scene-check.ts',
    snippet: 'return expected.length === given.length && timingSafeEqual(expected, given)',
    without: 'return true',
  },
  withdrawal: {
    file: 'miniprogram/domain/checkins.ts',
    snippet: 'scan.earliest >= proof.withdrawnAt',
    without: 'false',
  },
  'closed-point': {
    file: 'miniprogram/domain/checkins.ts',
    snippet: 'scan.earliest >= closedFrom',
    without: 'false',
  },
  'kept-before-sent': {
    file: 'miniprogram/services/outbox.ts',
    snippet: '  writeWaiting(kept)\n  calls.push(kept)',
    without: '  calls.push(kept)',
  },
  'kept-until-answered': {
    file: 'miniprogram/services/outbox.ts',
    snippet: '} else if (isPassing(answer.code)) {',
    without: '} else if (isPassing(answer.code) && forget(call) !== undefined) {',
  },
  'carried-before': {
    file: 'cloudfunctions/rallies/stamp-cards.ts',
    snippet: "move === 'carry' && by === personId",
    without: 'false',
  },
  'claim-id': {
    file: 'cloudfunctions/rallies/gifts/take-item.ts',
    snippet: 'claimIds: command.set(claimIds)',
    without: 'claimIds: command.set(claimIds.map((each) => each + Math.random()))',
  },
  'only-free': {
    file: 'cloudfunctions/rallies/gifts/take-item.ts',
    snippet: "      state: 'free',\n",
    without: '',
  },
  'second-look': {
    file: 'cloudfunctions/rallies/gifts/take-item.ts',
    snippet: ' ?? (await takeFrom(taking, voucher, null))',
    without: '',
  },
}
