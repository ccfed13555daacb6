/** The people area's own collections: persons, phones, operators, and the closed map openid → person. */
import type { Me } from '../../miniprogram/domain/contract/people'
import { inboxIdOf, UNNAMED } from '../../miniprogram/domain/people'
import type { Identity } from '../_kit/actor'
import { command, db } from '../_kit/cloud'
import { identityIdOf, randomId } from '../_kit/ids'
import { addOnce, find } from '../_kit/once'
import { phoneDigest } from '../_kit/phone-digest'
import type { Audience, Tick } from '../_kit/ticks'

export interface Person {
  _id: string
  name: string
  consents: { version: number; at: Date }[]
  /** When the number in `phones` was verified; the number itself stands there alone, closed to all. */
  phoneVerifiedAt: Date | null
  unit: { unitId: string; name: string } | null
  operator: boolean
  history: { moveId: string; move: string; by: string; at: Date }[]
}

export function findPerson(personId: string): Promise<Person | null> {
  return find<Person>('persons', personId)
}

/**
 * Makes the person behind an openid, once, with his consent. Two calls at the same instant meet at the map's derived id.
 * The consent is noted in the map last of all: until then the caller counts as a stranger and is asked again, so a call
 * that died half-way is completed by the next.
 */
export async function makePerson(openid: string, consent: { version: number; at: Date }): Promise<Person> {
  const { document: identity } = await addOnce<Identity>('identities', {
    _id: identityIdOf(openid),
    openid,
    personId: randomId(),
    consentVersion: 0,
    phoneDigest: null,
  })
  const inboxId = inboxIdOf(identity.personId)
  const [{ document: person }] = await Promise.all([
    addOnce<Person>('persons', {
      _id: identity.personId,
      name: UNNAMED,
      consents: [consent],
      phoneVerifiedAt: null,
      unit: null,
      operator: false,
      history: [],
    }),
    addOnce<Tick>('ticks', { _id: inboxId, conversationId: inboxId, n: 0 }),
    addOnce<Audience>('audiences', { _id: inboxId, openids: [openid] }),
  ])
  const agreed = await withConsent(person, consent)
  await db
    .collection('identities')
    .where({ _id: identity._id })
    .update({ consentVersion: command.max(consent.version) })
  return agreed
}

/** An older consent stays where it is: what he agreed to, and when, is evidence. */
async function withConsent(person: Person, consent: Person['consents'][number]): Promise<Person> {
  if (person.consents.some((each) => each.version === consent.version)) return person
  await db
    .collection('persons')
    .doc(person._id)
    .update({ consents: command.addToSet(consent) })
  return { ...person, consents: [...person.consents, consent] }
}

export async function savePhone(personId: string, number: string, at: Date): Promise<void> {
  await db.collection('phones').doc(personId).set({ number, verifiedAt: at })
  await db
    .collection('identities')
    .where({ personId })
    .update({ phoneDigest: phoneDigest(number) })
  await db.collection('persons').doc(personId).update({ phoneVerifiedAt: at })
}

export function presentMe(person: Person): Me {
  return {
    personId: person._id,
    name: person.name,
    consentVersion: Math.max(0, ...person.consents.map((consent) => consent.version)),
    phoneVerified: person.phoneVerifiedAt !== null,
    unit: person.unit,
    operator: person.operator,
    inboxId: inboxIdOf(person._id),
  }
}
