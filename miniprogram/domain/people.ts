/** People: what they agreed to and how little of them is shown. */

/** The version of the privacy text in force. Raised when the text changes; people are then asked again. */
export const CONSENT_VERSION = 2

/** 138****1234: how a phone number stands in every list. */
export function maskPhone(number: string): string {
  return number.length < 7 ? '****' : `${number.slice(0, 3)}****${number.slice(-4)}`
}

/** The id under which a person's own inbox ticks. */
export function inboxIdOf(personId: string): string {
  return `inbox.${personId}`
}

/** How someone is called who has told nobody his name yet. */
export const UNNAMED = '街坊'
