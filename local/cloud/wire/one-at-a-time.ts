import { transactionBusy } from '../database/errors'

/**
 * On the platform an operation takes long enough for a second one of the same transaction to meet it; here
 * it would be over before the second arrives, and code that fails there would pass. So each takes this long.
 */
const LEAST_MILLISECONDS = 2

/** Lets a transaction do one thing at a time. */
export interface OneAtATime {
  /** @throws PlatformError TransactionBusy when this transaction is at work already */
  run<T>(transaction: unknown, work: () => Promise<T> | T): Promise<T>
}

export function createOneAtATime(): OneAtATime {
  const busy = new Set<unknown>()
  return {
    async run(transaction, work) {
      if (transaction === undefined) return work()
      if (busy.has(transaction)) throw transactionBusy()
      busy.add(transaction)
      try {
        const [result] = await Promise.all([
          work(),
          new Promise((resolve) => setTimeout(resolve, LEAST_MILLISECONDS)),
        ])
        return result
      } finally {
        busy.delete(transaction)
      }
    },
  }
}
