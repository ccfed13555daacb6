/** The caller sees what a dead network shows: nothing at all. */
export class ConnectionDropped extends Error {
  readonly errCode = -1
  constructor(readonly api = 'cloud.callFunction') {
    super(`${api}:fail request:fail the connection was dropped`)
  }
  get errMsg(): string {
    return this.message
  }
}
