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
    snippet: '  await sweep(upTo, now)\n',
    without: '',
  },
  /** What is not 收到 passes to the next on duty. */
  shift: {
    file: 'miniprogram/domain/ladder.ts',
    snippet: 'return shiftEndsAt === null ? rungAt : Math.min(rungAt, shiftEndsAt)',
    without: 'return shiftEndsAt === null ? rungAt : Math.max(rungAt, shiftEndsAt)',
  },
  /** A rota that changes is followed by the next run. */
  rota: {
    file: 'cloudfunctions/groups/due/due.ts',
    snippet: '  if (!isOver()) await followRotas(changedRotas, now, workOn)\n',
    without: '',
  },
  /** A promise that was not kept wakes the ladder. */
  promise: {
    file: 'miniprogram/domain/mention-changes.ts',
    snippet: "set: { state: 'promised', promisedAt, ...owedBy(obligation, by), ...lookAgain(by) },",
    without:
      "set: { state: 'promised', promisedAt, ...owedBy(obligation, by), ...lookAgain(by + 86_400_000) },",
  },
}
