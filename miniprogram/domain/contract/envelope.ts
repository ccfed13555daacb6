/** How every call travels: one shape for all areas. Types only, apart from the version number. */
import type { ErrorCode, ErrorFacts } from '../errors'

/**
 * Raised when an input or output changes its meaning. The cloud answers this version and the one before, because
 * phones keep old code for days after a release.
 */
export const CONTRACT_VERSION = 1

/** What the phone sends to a cloud function. There is deliberately no field for who calls: the platform says that. */
export interface Call<Input = unknown> {
  action: string
  input: Input
  contract: number
}

/** What comes back. A refusal is an answer, not an exception, so that nobody can forget to look. */
export type Answer<Output = unknown> = (
  { ok: true; data: Output } | { ok: false; code: ErrorCode; facts: ErrorFacts }
) & {
  /** The cloud's time of the answer. Absent from a cloud of the version before, and from what the phone says itself. */
  now?: EpochMs
}

/** One action of an area: its input and its output. */
export interface Action<Input, Output> {
  input: Input
  output: Output
}

/** Milliseconds since 1970 in UTC: the only form in which a time travels. */
export type EpochMs = number
