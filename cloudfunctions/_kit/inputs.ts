/** The schemas of what most actions take. Bounds are generous: they keep nonsense out, the rules decide the rest. */
import * as v from 'valibot'

/** Any of our ids. */
export const id = v.pipe(v.string(), v.minLength(1), v.maxLength(64))

/** Made once on the phone, long enough that two drafts never meet by chance. */
export const draftId = v.pipe(v.string(), v.minLength(8), v.maxLength(64))
export const moveId = draftId

/** A change number or a place in a conversation. */
export const number = v.pipe(v.number(), v.integer(), v.minValue(0))
