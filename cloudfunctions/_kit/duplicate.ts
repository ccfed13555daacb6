/** True when a write failed because the `_id` (or a unique index) is taken. Sources differ on the code, so both count. */
export function isDuplicate(error: unknown): boolean {
  const { code, message } = error as { code?: unknown; message?: unknown }
  return /E11000|duplicate key|DuplicateWrite|DATABASE_DUPLICATE_WRITE/.test(`${code} ${message}`)
}
