import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { CONSENT_VERSION } from '../../miniprogram/domain/people'
import collections from '../../database/collections.json'
import { aGroup, aPerson, aRoute, fresh } from '../support/factories'
import { FUNCTION_VARIABLES, START, startWorld, type World } from '../support/world'

let world: World
beforeAll(async () => {
  world = await startWorld()
})
afterAll(() => world.stop())

const everything = async (collection: string) =>
  (await world.db.collection(collection).limit(1000).get()).data

describe('who I am', () => {
  it('is nobody before agreeing, and nothing is stored', async () => {
    const openid = fresh('oTest')
    const before = await everything('identities')
    const { me, areas, district, consentVersion } = await world.ok(openid, 'people', 'me', {})
    expect(me).toBeNull()
    expect({ areas, district, consentVersion }).toEqual({
      areas: ['groups', 'requests', 'rallies'],
      district: '示例区',
      consentVersion: CONSENT_VERSION,
    })
    expect(await everything('identities')).toEqual(before)
  })

  it('is one person, however often and however parallel he agrees', async () => {
    const openid = fresh('oTest')
    const agree = () => world.ok(openid, 'people', 'agree', { consentVersion: CONSENT_VERSION })
    const answers = await Promise.all([agree(), agree(), agree(), agree(), agree(), agree()])
    expect(new Set(answers.map(({ me }) => me.personId)).size).toBe(1)
    const { me } = await world.ok(openid, 'people', 'me', {})
    expect(me).toEqual(answers[0]!.me)
    const persons = (await everything('persons')).filter((person) => person._id === me!.personId)
    expect(persons).toHaveLength(1)
    expect(persons[0].consents).toHaveLength(1)
  })

  it('refuses consent to a text that is not the one in force', async () => {
    const answer = await world.call(fresh('oTest'), 'people', 'agree', {
      consentVersion: CONSENT_VERSION + 1,
    })
    expect(answer).toMatchObject({ ok: false, code: 'CONSENT_OUTDATED' })
  })

  it.each(['persons', 'ticks', 'audiences'])(
    'is completed when the first call died before its %s',
    async (collection) => {
      const person = await aPerson(world)
      // As it stands when a call dies half-way: the consent is noted in the map last of all.
      const id = collection === 'persons' ? person.personId : `inbox.${person.personId}`
      await world.db.collection(collection).doc(id).remove()
      await world.db
        .collection('identities')
        .where({ personId: person.personId })
        .update({ consentVersion: 0 })
      const scan = { scene: 'a1b2c3d4e5f6.1.AAAAAAAAAA', scannedAt: START }
      expect(await world.call(person.openid, 'rallies', 'checkIn', scan)).toMatchObject({
        code: 'CONSENT_NEEDED',
      })
      const { me } = await world.ok(person.openid, 'people', 'agree', { consentVersion: CONSENT_VERSION })
      expect(me.personId).toBe(person.personId)
      expect((await world.db.collection(collection).where({ _id: id }).get()).data).toHaveLength(1)
      expect(await world.call(person.openid, 'rallies', 'checkIn', scan)).toMatchObject({
        code: 'CODE_FORGED',
      })
    },
  )
})

it('an agree that dies half-way leaves a stranger, not a person without consent', async () => {
  const configDir = mkdtempSync(join(tmpdir(), 'qsj-config-'))
  const { ticks: _missing, ...rest } = collections
  writeFileSync(join(configDir, 'collections.json'), JSON.stringify(rest))
  const broken = await startWorld({ configDir })
  try {
    const openid = fresh('oTest')
    const agree = await broken.call(openid, 'people', 'agree', { consentVersion: CONSENT_VERSION })
    expect(agree).toMatchObject({ ok: false, code: 'INTERNAL' })
    const scan = { scene: 'a1b2c3d4e5f6.1.AAAAAAAAAA', scannedAt: START }
    expect(await broken.call(openid, 'rallies', 'checkIn', scan)).toMatchObject({ code: 'CONSENT_NEEDED' })
  } finally {
    await broken.stop()
    rmSync(configDir, { recursive: true })
  }
})

describe('the openid', () => {
  it('stands nowhere but in the closed map and the audiences, whatever the person has done', async () => {
    const [group, route] = [await aGroup(world), await aRoute(world)]
    const { merchant, official, conversationId } = group
    const draft = { draftId: fresh('draft'), conversationId, text: '问一下', mentionIds: [official.personId] }
    const { message } = await world.ok(merchant.openid, 'groups', 'sendMessage', draft)
    const answer = { ...draft, draftId: fresh('draft'), mentionIds: [], answersMessageId: message.messageId }
    const answers = [
      message,
      await world.ok(official.openid, 'groups', 'sendMessage', answer),
      await world.ok(merchant.openid, 'rallies', 'checkIn', {
        scene: route.points[0]!.scene,
        scannedAt: START,
      }),
      await world.ok(merchant.openid, 'groups', 'openConversation', { conversationId }),
      await world.ok(official.openid, 'duty', 'listInbox', {}),
      await world.ok(merchant.openid, 'people', 'me', {}),
    ]
    const stored = await Promise.all(
      Object.keys(collections).map(async (name) => [name, await everything(name)] as const),
    )
    for (const openid of [merchant.openid, official.openid]) {
      const holding = stored
        .filter(([, documents]) => JSON.stringify(documents).includes(openid))
        .map(([name]) => name)
      expect(holding.sort()).toEqual(['audiences', 'identities'])
      const ids = stored.flatMap(([, documents]) =>
        documents.map((document: { _id: string }) => document._id),
      )
      expect(ids.join()).not.toContain(openid)
      expect(JSON.stringify(answers)).not.toContain(openid)
    }
  })

  it('in the body is ignored: the platform says who calls', async () => {
    const [one, other] = [await aPerson(world), await aPerson(world)]
    const event = {
      action: 'me',
      input: {},
      contract: 1,
      openid: other.openid,
      personId: other.personId,
      userInfo: { openId: other.openid },
    }
    const { result } = await world.cloud.callFunction('people', event, one.openid)
    expect(result).toMatchObject({ ok: true, data: { me: { personId: one.personId } } })
  })

  it('is needed: a call without a person behind it is refused', async () => {
    const { result } = await world.cloud.callFunction('people', { action: 'me', input: {}, contract: 1 })
    expect(result).toMatchObject({ ok: false, code: 'NOT_ALLOWED', facts: {} })
  })
})

describe('the phone number', () => {
  it('is verified by WeChat’s code, kept apart, and answered masked', async () => {
    const person = await aPerson(world)
    const response = await fetch(`${world.cloud.url}/client/phone-code`, {
      method: 'POST',
      headers: { 'x-wx-openid': person.openid },
    })
    const { code } = (await response.json()) as { code: string }
    const { me, maskedNumber } = await world.ok(person.openid, 'people', 'verifyPhone', { code })
    expect(me.phoneVerified).toBe(true)
    expect(maskedNumber).toMatch(/^\d{3}\*{4}\d{4}$/)
    const again = await world.call(person.openid, 'people', 'verifyPhone', { code })
    expect(again).toMatchObject({ ok: false, code: 'PHONE_CODE_INVALID' })
  })

  it('is not believed from a made-up code', async () => {
    const person = await aPerson(world)
    const answer = await world.call(person.openid, 'people', 'verifyPhone', { code: 'made-up' })
    expect(answer).toMatchObject({ ok: false, code: 'PHONE_CODE_INVALID' })
    expect((await world.ok(person.openid, 'people', 'me', {})).me!.phoneVerified).toBe(false)
  })
})

describe('the first operator', () => {
  it('is made by the bootstrap code, once', async () => {
    const [first, second] = [await aPerson(world), await aPerson(world)]
    const code = FUNCTION_VARIABLES.BOOTSTRAP_CODE
    expect(await world.call(first.openid, 'people', 'claimEnvironment', { code: 'wrong' })).toMatchObject({
      code: 'BOOTSTRAP_WRONG',
    })
    const answers = await Promise.all(
      [first, second].map(({ openid }) => world.call(openid, 'people', 'claimEnvironment', { code })),
    )
    expect(answers.filter((answer) => answer.ok)).toHaveLength(1)
    expect(answers.find((answer) => !answer.ok)).toMatchObject({ code: 'BOOTSTRAP_USED' })
  })
})

describe('the envelope', () => {
  const person = () => fresh('oTest')
  const raw = async (event: unknown) => (await world.cloud.callFunction('people', event, person())).result
  it.each([
    ['no envelope', null, 'BAD_INPUT'],
    ['a text', 'me', 'BAD_INPUT'],
    ['an unknown action', { action: 'delete', input: {}, contract: 1 }, 'UNKNOWN_ACTION'],
    ['an inherited name', { action: 'constructor', input: {}, contract: 1 }, 'UNKNOWN_ACTION'],
    ['a field too many', { action: 'me', input: { personId: 'x' }, contract: 1 }, 'BAD_INPUT'],
    ['a phone two versions behind', { action: 'me', input: {}, contract: -1 }, 'CLIENT_TOO_OLD'],
  ])('refuses %s', async (_what, event, code) => {
    expect(await raw(event)).toMatchObject({ ok: false, code })
  })

  it('answers the version before', async () => {
    expect(await raw({ action: 'me', input: {}, contract: 0 })).toMatchObject({ ok: true })
  })
})

it('an area that is switched off answers nothing', async () => {
  const other = await startWorld({ functionEnv: { ...FUNCTION_VARIABLES, AREAS: 'rallies' } })
  try {
    const person = await aPerson(other)
    expect(await other.call(person.openid, 'groups', 'listConversations', {})).toMatchObject({
      ok: false,
      code: 'AREA_OFF',
    })
    expect((await other.ok(person.openid, 'people', 'me', {})).areas).toEqual(['rallies'])
  } finally {
    await other.stop()
  }
})
