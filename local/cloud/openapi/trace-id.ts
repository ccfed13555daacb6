import { randomBytes } from 'node:crypto'

/** A number like 62f11967-2b24d27a-34715985, by which a check's result is matched with its request. */
export const traceId = () =>
  randomBytes(12)
    .toString('hex')
    .replace(/(.{8})(.{8})/, '$1-$2-')
