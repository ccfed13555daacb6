import { PlatformError } from '../platform-error'

// Codes and texts as seen in the official SDKs' tests and in reports from the field.
const CHECK = 'Please check your request, but if the problem persists, contact us.'

export const invalidParameter = (what: string) =>
  new PlatformError('INVALID_PARAM', `[InvalidParameter] ${what}. ${CHECK}`)

export const invalidOperator = (what: string) =>
  new PlatformError('DATABASE_INVALID_OPERRATOR', `[InvalidParameter.Operator] ${what}. ${CHECK}`)

export const requestFailed = (what: string) =>
  new PlatformError('DATABASE_REQUEST_FAILED', `[FailedOperation] ${what}. ${CHECK}`)

export const collectionMissing = (name: string) =>
  new PlatformError(
    'DATABASE_COLLECTION_NOT_EXIST',
    `[ResourceNotFound] Db or Table not exist: ${name}. Please check your request, but if the problem cannot be solved, contact us.`,
  )

export const collectionExists = (name: string) =>
  new PlatformError(
    'DATABASE_COLLECTION_ALREADY_EXIST',
    `[ResourceUnavailable.ResourceExist] Table exist: ${name}. ${CHECK}`,
  )

export const permissionDenied = (why: string) =>
  new PlatformError('DATABASE_PERMISSION_DENIED', `[PermissionDenied] Permission denied: ${why}. ${CHECK}`)

/** `_id_` is the name of the index every collection has on `_id`. */
export const duplicateKey = (collection: string, index: string, value: string) =>
  new PlatformError(
    'DATABASE_REQUEST_FAILED',
    `[FailedOperation.Insert] multiple write errors: [{write errors: [{E11000 duplicate key error collection: ` +
      `local.${collection} index: ${index} dup key: ${value}}]}, {<nil>}]`,
  )

export const isDuplicateKey = (error: unknown): error is PlatformError =>
  error instanceof PlatformError && error.message.includes('E11000')

/** The other shape of the same mistake seen in the field (and in the documents of the HTTP API). */
export const duplicateWrite = () =>
  new PlatformError(
    'DATABASE_DUPLICATE_WRITE',
    `[FailedOperation.DuplicateWrite] multiple write,duplicate key error collection. ${CHECK}`,
  )

/** Two operations of one transaction at the same time; the transaction lives on. */
export const transactionBusy = () =>
  new PlatformError(
    'DATABASE_TRANSACTION_FAIL',
    `[ResourceUnavailable.TransactionBusy] Transaction is busy. ${CHECK}`,
  )

export const transactionConflict = () =>
  new PlatformError(
    'DATABASE_TRANSACTION_CONFLICT',
    `[ResourceUnavailable.TransactionConflict] Transaction is conflict, maybe resource operated by others. ${CHECK}`,
  )

export const transactionGone = () =>
  new PlatformError(
    'DATABASE_TRANSACTION_FAIL',
    '[ResourceUnavailable.TransactionNotExist] Transaction does not exist on the server, transaction must be ' +
      `commit or abort in 30 seconds. ${CHECK}`,
  )
