/**
 * Transactions. The SDK's runTransaction does not abort before its retry, retries without pause, and misses busy errors,
 * so this wrapper does it: at most five attempts with growing random pauses.
 * Inside use `doc().get`, check, `doc().update` only: where().update/remove, count and aggregate run outside.
 * Send nothing to anyone inside: the work may run more than once.
 */
import { db } from './cloud'

export type Transaction = Awaited<ReturnType<typeof db.startTransaction>>

const ATTEMPTS = 5

export async function inTransaction<Result>(
  work: (transaction: Transaction) => Promise<Result>,
): Promise<Result> {
  for (let attempt = 1; ; attempt += 1) {
    const transaction = await db.startTransaction()
    try {
      const result = await work(transaction)
      await transaction.commit()
      return result
    } catch (error) {
      await transaction.rollback().catch(() => undefined) // After a conflict the server has ended it already.
      const { code, message } = error as { code?: string; message?: string }
      if (
        attempt === ATTEMPTS ||
        !/TransactionConflict|TransactionBusy|TRANSACTION_CONFLICT/.test(`${code} ${message}`)
      )
        throw error
      await new Promise((resume) => setTimeout(resume, Math.random() * 50 * 2 ** attempt))
    }
  }
}

/** Inside a transaction the SDK answers one document or null, outside a list. */
export function onlyDocument<Document>(answer: { data: unknown }): Document | null {
  const { data } = answer
  return ((Array.isArray(data) ? data[0] : data) as Document | undefined) ?? null
}
