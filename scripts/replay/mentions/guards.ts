/** The guards that a replay of mentions can take out, by name. */
import type { Guard } from '../guards'

export const GUARDS: Record<string, Guard> = {
  /** Of two runs at the same instant one takes the rung. */
  conditionalRung: {
    file: 'cloudfunctions/_kit/obligations/climb.ts',
    snippet: `      open: true,
      nextAt,
      // Whatever anybody did since it was read stands in its history or its notices.
      [\`history.\${history.length}\`]: command.exists(false),
      [\`notices.\${notices.length}\`]: command.exists(false),
`,
    without: '',
  },
  /** Whoever tells claims the notice first. */
  claim: {
    file: 'cloudfunctions/_kit/obligations/tell.ts',
    snippet: `.where({ _id: obligation._id, [\`\${field}.outcome\`]: 'waiting' })
    .update(tried)`,
    without: `.where({ _id: obligation._id }).update({ looked: now })`,
  },
  /** The timer makes the obligations that a crash left out. */
  sweep: {
    file: 'cloudfunctions/groups/due/due.ts',
    snippet: '  await sweep(now)\n',
    without: '',
  },
  /** Who leaves owes nothing at the moment he is gone. */
  passOnFirst: {
    file: 'cloudfunctions/groups/remove-member.ts',
    snippet: `    await passOnObligations(removal, conversation.headId)
    if (await endMembership(removal)) {`,
    without: '    if (await endMembership(removal)) {',
  },
  /** A repeat after a lost answer finds its own work. */
  moveId: {
    file: 'cloudfunctions/_kit/obligations/change.ts',
    snippet: 'return history.some((entry) => entry.moveId === moveId && entry.by === by)',
    without: 'return history.some((entry) => entry.moveId === moveId && entry.by === "")',
  },
  /** What is not 收到 passes to the next on duty. */
  shift: {
    file: 'miniprogram/domain/ladder.ts',
    snippet: 'return shiftEndsAt === null ? rungAt : Math.min(rungAt, shiftEndsAt)',
    without: 'return shiftEndsAt === null ? rungAt : Math.max(rungAt, shiftEndsAt)',
  },
  /** Of whom nobody will ever say how it went is not waited for. */
  unknown: {
    file: 'cloudfunctions/_kit/obligations/climb.ts',
    snippet: "if (outcome !== 'telling' ||",
    without: 'if (outcome ||',
  },
  /** Who was given a notice that a killed function did not tell is told by the next run. */
  tellAgain: {
    file: 'cloudfunctions/groups/due/due.ts',
    snippet: 'const before = await tellWaiting(obligation, around)',
    without: 'const before = obligation',
  },
}
