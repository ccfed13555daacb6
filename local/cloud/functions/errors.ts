import { PlatformError } from '../platform-error'

export const functionMissing = (name: string) =>
  new PlatformError('FUNCTION_NOT_FOUND', `FunctionName parameter could not be found: ${name}`)

/** `detail` is the error and its stack inside the function, as the platform shows it. */
export const functionFailed = (detail: string) => new PlatformError('FUNCTIONS_EXECUTE_FAIL', detail)

export const functionTimedOut = (seconds: number) =>
  new PlatformError('FUNCTIONS_TIME_LIMIT_EXCEEDED', `Invoking task timed out after ${seconds} seconds`)

export const tooManyWaiting = (name: string) =>
  new PlatformError('EXCEED_CONCURRENT_REQUEST_LIMIT', `too many calls of ${name} are waiting`)
