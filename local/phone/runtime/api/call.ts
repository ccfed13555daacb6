import { reportError } from '../report'

/** Thrown inside an API: becomes errMsg `<api>:fail <message>`, with the given facts beside it. */
export class ApiFailure extends Error {
  constructor(
    message: string,
    readonly facts: Record<string, unknown> = {},
  ) {
    super(message)
  }
}

export interface Callbacks {
  success?: (result: Record<string, unknown>) => void
  fail?: (result: Record<string, unknown>) => void
  complete?: (result: Record<string, unknown>) => void
}

const guarded = (
  callback: ((result: Record<string, unknown>) => void) | undefined,
  result: Record<string, unknown>,
  name: string,
) => {
  try {
    callback?.(result)
  } catch (error) {
    reportError(error, `callback of wx.${name}`)
  }
}

/**
 * An API in the platform's two styles: with success/fail/complete it returns nothing, without it returns a promise.
 * @param run the work; what it resolves to is the result beside errMsg, an ApiFailure the failure
 */
export function callable<Input extends object>(name: string, run: (input: Input) => unknown) {
  return (
    input: (Input & Callbacks) | undefined = undefined,
  ): Promise<Record<string, unknown>> | undefined => {
    const given = (input ?? {}) as Input & Callbacks
    const work = new Promise((resolve) => resolve(run(given))).then(
      (result) => ({ ...(result as object), errMsg: `${name}:ok` }) as Record<string, unknown>,
      (error: unknown) => {
        if (!(error instanceof ApiFailure)) reportError(error, `wx.${name}`)
        const message = error instanceof Error ? error.message : String(error)
        const facts = error instanceof ApiFailure ? error.facts : {}
        // promise style rejects with an object that is an Error too, as the base library's does
        throw Object.assign(new Error(), {
          errMsg: `${name}:fail ${message}`.trim(),
          message: `${name}:fail ${message}`.trim(),
          ...facts,
        })
      },
    )
    if (!given.success && !given.fail && !given.complete) return work
    work.then(
      (result) => {
        guarded(given.success, result, name)
        guarded(given.complete, result, name)
      },
      (failure: Record<string, unknown>) => {
        guarded(given.fail, failure, name)
        guarded(given.complete, failure, name)
      },
    )
    return undefined
  }
}
