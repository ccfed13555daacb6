import { PlatformError } from '../platform-error'

/** What a phone sees of an error. */
export interface ClientError {
  errCode: number
  errMsg: string
}

// The numbers and short texts of the mini program SDK's own table.
const CODES: Record<string, [number, string]> = {
  FUNCTION_NOT_FOUND: [-501000, 'FUNCTION_NOT_FOUND'],
  EXCEED_CONCURRENT_REQUEST_LIMIT: [-501004, 'exceed concurrent request limit'],
  INVALID_PARAM: [-501007, 'invalid parameters'],
  EXCEED_MAX_PAYLOAD_SIZE: [-501007, 'invalid parameters'],
  DATABASE_REQUEST_FAILED: [-502001, 'database request fail'],
  DATABASE_INVALID_OPERRATOR: [-502002, 'database operator is invalid'],
  DATABASE_PERMISSION_DENIED: [-502003, 'database permission denied'],
  DATABASE_COLLECTION_EXCEED_LIMIT: [-502004, 'database collection exceed limit'],
  DATABASE_COLLECTION_NOT_EXIST: [-502005, 'database collection not exists'],
  STORAGE_REQUEST_FAIL: [-503001, 'storage request fail'],
  STORAGE_EXCEED_AUTHORITY: [-503002, 'storage permission denied'],
  STORAGE_FILE_NONEXIST: [-503003, 'storage file not exists'],
  FUNCTIONS_EXECUTE_FAIL: [-504002, 'functions execute fail'],
  FUNCTIONS_TIME_LIMIT_EXCEEDED: [-504003, 'functions time limit exceeded'],
  RESULT_TOO_LARGE: [-604001, 'cloudfunction result size exceed limit (1MB)'],
}

/** Number and short text of an error code. */
export const clientCode = (code: string): [number, string] =>
  CODES[code] ?? [-501001, 'resource system error']

/** `api` as the phone names it, e.g. "cloud.callFunction". Faults inside the local cloud are not hidden. */
export function clientError(api: string, error: unknown): ClientError {
  const { code, message } =
    error instanceof PlatformError ? error : { code: '', message: `local cloud: ${(error as Error).stack}` }
  const [errCode, text] = clientCode(code)
  return { errCode, errMsg: `${api}:fail Error: errCode: ${errCode} ${text} | errMsg: ${message}` }
}
