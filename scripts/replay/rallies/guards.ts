/**
 * What keeps stamps and gifts right, each with the change that takes it away. `--break NAME` builds functions and phone
 * with that change, to show that the replay would notice: the code itself carries no switches. A snippet that is no longer
 * there stops the replay, so that no guard is broken in name only.
 */
import { readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import type { Plugin } from 'esbuild'

const root = resolve(__dirname, '../../..')

interface Guard {
  file: string
  snippet: string
  instead: string
}

export const GUARDS: Record<string, Guard> = {
  'stamp-id': {
    file: 'cloudfunctions/rallies/stamp-cards.ts',
    snippet: 'stampId: `${card.cardId}.${point._id}`, personId: holder',
    instead: 'stampId: `${card.cardId}.${point._id}.${Math.random()}`, personId: holder',
  },
  'code-check': {
    file: 'cloudfunctions/rallies/scene-check.ts',
    snippet: 'return expected.length === given.length && timingSafeEqual(expected, given)',
    instead: 'return true',
  },
  withdrawal: {
    file: 'miniprogram/domain/checkins.ts',
    snippet: 'scan.earliest >= proof.withdrawnAt',
    instead: 'false',
  },
  'closed-point': {
    file: 'miniprogram/domain/checkins.ts',
    snippet: 'scan.earliest >= closedFrom',
    instead: 'false',
  },
  'kept-before-sent': {
    file: 'miniprogram/services/outbox.ts',
    snippet: '  writeWaiting(kept)\n  calls.push(kept)',
    instead: '  calls.push(kept)',
  },
  'kept-until-answered': {
    file: 'miniprogram/services/outbox.ts',
    snippet: '} else if (isPassing(answer.code)) {',
    instead: '} else if (isPassing(answer.code) && forget(call) !== undefined) {',
  },
  'carried-before': {
    file: 'cloudfunctions/rallies/stamp-cards.ts',
    snippet: "move === 'carry' && by === personId",
    instead: 'false',
  },
  'claim-id': {
    file: 'cloudfunctions/rallies/gifts/take-item.ts',
    snippet: '      state,\n      claimId,',
    instead: '      state,\n      claimId: claimId + Math.random(),',
  },
  'only-free': {
    file: 'cloudfunctions/rallies/gifts/take-item.ts',
    snippet: "      state: 'free',\n",
    instead: '',
  },
  'second-look': {
    file: 'cloudfunctions/rallies/gifts/take-item.ts',
    snippet: ' ?? (await takeFrom(taking, voucher, null))',
    instead: '',
  },
}

/** @throws Error when there is no such guard, or its snippet is not in its file exactly once */
export function breakGuard(name: string): Plugin {
  const guard = GUARDS[name]
  if (!guard) throw new Error(`no guard ${name}; there are ${Object.keys(GUARDS).join(', ')}`)
  const path = join(root, guard.file)
  const text = readFileSync(path, 'utf8')
  if (text.split(guard.snippet).length !== 2)
    throw new Error(`${name}: its snippet is not in ${guard.file} exactly once`)
  return {
    name: `without ${name}`,
    setup(build) {
      build.onLoad({ filter: /\.ts$/ }, ({ path: loaded }) =>
        loaded === path
          ? { contents: text.replace(guard.snippet, () => guard.instead), loader: 'ts' }
          : undefined,
      )
    },
  }
}
