/** An error in the platform's own words: `code` and `message` are what the SDKs pass on to their callers. */
export class PlatformError extends Error {
  constructor(
    readonly code: string,
    message: string,
  ) {
    super(message)
    this.name = 'PlatformError'
  }
}
