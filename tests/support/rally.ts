/** What tests of a carnival are made of, beside `aRoute`. */
import { paperCode } from '../../miniprogram/domain/codes'
import { serialFrom } from '../../miniprogram/domain/serials'
import { aPerson, type TestPerson, type TestRoute } from './factories'
import { START, type World } from './world'

let printed = 0

export interface TestCard {
  serial: string
  /** The text of its code. */
  code: string
}

/** A printed postcard that is nobody's yet. */
export async function aPaperCard(world: World, { eventId, routeId }: TestRoute): Promise<TestCard> {
  printed += 1
  const serial = serialFrom([printed, printed >> 5, 7, 11, 13, 17, 19])
  await world.db
    .collection('cards')
    .doc(serial)
    .set({
      kind: 'paper',
      eventId,
      routeId,
      serial,
      joinedTo: null,
      carriedBy: null,
      carriedAs: '',
      createdAt: new Date(START),
      history: [],
    })
  return { serial, code: paperCode(serial) }
}

/** Someone who runs the deployment. */
export async function anOperator(world: World): Promise<TestPerson> {
  const person = await aPerson(world)
  await world.db.collection('persons').doc(person.personId).update({ operator: true })
  return person
}

export const MINUTE = 60_000
export const HOUR = 60 * MINUTE
