/** A refusal on purpose: a closed code and the facts its sentence needs. Everything else that is thrown is INTERNAL. */
import type { ErrorCode, ErrorFacts } from '../../miniprogram/domain/errors'

export class Refusal extends Error {
  constructor(
    readonly code: ErrorCode,
    readonly facts: ErrorFacts = {},
  ) {
    super(code)
  }
}
