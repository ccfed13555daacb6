/** One schedule: people walk, networks fail, phones and functions die, and at the end the store is read. */
import type { Answer } from '../../../miniprogram/domain/contract/envelope'
import type { CheckedIn } from '../../../miniprogram/domain/contract/rallies/presence'
import type { LocalCloud } from '../../../local/cloud'
import type { Database } from '../../admin-database'
import { aCarnival, aShift, type Spot, type Walker } from './carnival'
import { Phone, type Fate } from './phone'
import { giveSome, rushForGifts } from './rush'
import { readRush, readStamps, readStock, type Made, type Told, type Wrongs } from './reader'

export interface ScheduleResult extends Wrongs {
  scans: number
  faultsInjected: number
  kills: number
  claims: number
}

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const SCANS = 24
const ITEMS = 4
const CLAIMANTS = 9
const KINDS = ['fail', 'timeout', 'lostAnswer', 'killBefore', 'killAfter'] as const

/** @param random from 0, below 1; the schedule's own, so that a seed tells everything */
export async function runSchedule(
  { cloud, db, code }: { cloud: LocalCloud; db: Database; code: string },
  { key, random }: { key: string; random: () => number },
): Promise<ScheduleResult> {
  const pick = <Each>(list: Each[]) => list[Math.floor(random() * list.length)]!
  const now = cloud.clock.now()
  const carnival = await aCarnival(db, { key, now, people: 4 + CLAIMANTS, items: ITEMS })
  const [grandson, other, owner, staff, ...claimants] = carnival.people as [
    Walker,
    Walker,
    Walker,
    Walker,
    ...Walker[],
  ]
  const trouble = { faults: 0, kills: 0 }
  let rough: 'walk' | 'rush' | null = 'walk'
  const fate = (): Fate => {
    const dice = rough ? random() : 1
    if (dice > (rough === 'rush' ? 0.4 : 0.16)) return 'fine'
    trouble.faults += 1
    return dice < 0.06 ? 'lostBefore' : 'answerLost'
  }
  const made: Made[] = []
  const told: Told[] = []
  const hear = (_: string, answer: Answer) => {
    if (!answer.ok) return
    const { stamp, others } = answer.data as CheckedIn
    for (const each of [stamp, ...others.map((more) => more.stamp)])
      told.push({ stampId: each.stampId, at: each.at })
  }
  const phoneOf = ({ openid }: Walker, skew = 0) =>
    new Phone({ cloud, openid, code, skew, fate, onAnswer: hear })
  // Two phones of one account, one of them three hours wrong; and one whose clock is ten minutes ahead.
  const phones = [
    { phone: phoneOf(grandson), who: grandson },
    { phone: phoneOf(grandson, -3 * HOUR), who: grandson },
    { phone: phoneOf(other, 10 * MINUTE), who: other },
  ]
  const quiet = () => Promise.all(phones.map(({ phone }) => phone.quiet()))
  const untilAnswered = async (ask: () => Promise<Answer>): Promise<Answer> => {
    for (let tries = 0; tries < 40; tries += 1) {
      const answer = await ask()
      if (answer.ok || !['OFFLINE', 'INTERNAL', 'BUSY'].includes(answer.code)) return answer
    }
    throw new Error('no answer in 40 tries')
  }
  const desk = phoneOf(staff)
  const call = (phone: Phone, action: string, input: object) =>
    untilAnswered(() => phone.app!.callAction('rallies', action, input))

  await aShift(db, carnival, {
    shiftId: `desk-${key}`,
    kind: 'desk',
    placeId: carnival.deskId,
    personId: staff.personId,
    now,
  })
  const stand = carnival.spots[0]!
  await aShift(db, carnival, {
    shiftId: `point-${key}`,
    kind: 'point',
    placeId: stand.pointId,
    personId: staff.personId,
    now,
  })
  const [carried, handed] = [carnival.paper[0]!, carnival.paper[1]!]
  const carry = { moveId: `carry-${key}`, serial: carried.serial, carriedAs: '外婆' }
  await must(call(phones[0]!.phone, 'carryCard', carry))
  phones.forEach(({ phone }) => phone.app!.hearCloudTime(cloud.clock.now()))

  cloud.faults.random({ seed: Math.floor(random() * 2 ** 31), share: 0.05, kinds: [...KINDS], holdMs: 0 })
  for (let planned = 0; planned < 3; planned += 1)
    cloud.faults.plan({
      function: 'rallies',
      action: 'checkIn',
      request: 1 + Math.floor(random() * 3),
      kind: pick([...KINDS]),
      holdMs: 0,
    })
  const before = cloud.faults.state().counts

  const withdrawn = new Set<string>()
  let closed: string | null = null
  let joined = false
  let scans = 0
  while (scans < SCANS) {
    const { phone, who } = pick(phones)
    if (!phone.app) phone.open()
    if (scans === Math.floor(SCANS / 3)) await withdrawAndClose()
    // People come to where nothing is stamped any more, too.
    const spot =
      random() < 0.2 ? (pick(carnival.spots.filter(isBad)) ?? pick(carnival.spots)) : pick(carnival.spots)
    const dice = random()
    if (dice < 0.07) await forge(phone, spot)
    else if (dice < 0.17) await stampPaper(handed.serial)
    else await walk(phone, who, spot)
    scans += 1
    await disturb(phone)
  }

  /** A leaked sheet ends and a point closes, while scans of both may wait on phones. */
  async function withdrawAndClose(): Promise<void> {
    await quiet()
    cloud.clock.advance(1)
    const [leaked, shut] = [pick(carnival.spots.slice(1, 10)), pick(carnival.spots.slice(10))]
    const at = new Date(cloud.clock.now())
    withdrawn.add(leaked.sheetId)
    closed = shut.pointId
    await db.collection('sheets').doc(leaked.sheetId).update({ withdrawnAt: at })
    await db.collection('points').doc(closed).update({ closedFrom: at })
  }

  function isBad(spot: Spot): boolean {
    return withdrawn.has(spot.sheetId) || closed === spot.pointId
  }

  async function walk(phone: Phone, who: Walker, spot: Spot): Promise<void> {
    const good = !isBad(spot)
    const together = who === grandson && spot.routeId === carried.routeId && !joined && random() < 0.6
    const cards = together ? ['mine', carried.serial] : ['mine']
    phone.app!.checkIn(spot.scene, cards)
    if (random() < 0.2) phone.app!.checkIn(spot.scene, cards) // a double tap
    for (const card of cards)
      made.push({ card: card === 'mine' ? who.personId : card, pointId: spot.pointId, good })
    if (random() < 0.7) await phone.quiet()
  }

  async function forge(phone: Phone, spot: Spot): Promise<void> {
    const check = spot.scene.slice(-10).split('').reverse().join('')
    phone.app!.checkIn(`${spot.scene.slice(0, -10)}${check}`)
    await phone.quiet()
  }

  async function stampPaper(serial: string): Promise<void> {
    // The staff stand at one point; paper of another route is refused there with a sentence.
    const answer = await call(desk, 'stampCard', {
      ...{ shiftId: `point-${key}`, code: `K.${serial}`, scannedAt: cloud.clock.now() },
    })
    const good =
      carnival.paper.find((card) => card.serial === serial)!.routeId === stand.routeId &&
      closed !== stand.pointId
    if (answer.ok) told.push(toldOf(answer))
    if (good) made.push({ card: serial, pointId: stand.pointId, good })
    const own = await call(desk, 'stampCard', {
      ...{ shiftId: `point-${key}`, code: `K.${carried.serial}`, scannedAt: cloud.clock.now() },
    })
    if (own.ok) told.push(toldOf(own))
    made.push({ card: carried.serial, pointId: stand.pointId, good: closed !== stand.pointId })
  }

  async function disturb(phone: Phone): Promise<void> {
    const dice = random()
    if (dice < 0.2) {
      phone.network(!phone.online)
      trouble.faults += phone.online ? 0 : 1
    } else if (dice < 0.32) {
      phone.kill()
      trouble.faults += 1
      trouble.kills += 1
    } else if (dice < 0.5) {
      await quiet()
      cloud.clock.advance(Math.floor(random() * 20 * MINUTE))
      phones.forEach((each) => each.phone.passTime())
    } else if (dice < 0.56 && !joined) {
      joined = true
      const join = { moveId: `join-${key}`, serial: carried.serial }
      await must(call(phoneOf(owner), 'joinCard', join))
    }
  }

  // At least five faults in every schedule, whatever the dice said.
  for (const { phone } of phones) {
    if (!phone.app) phone.open()
    phone.kill()
    phone.open()
    trouble.faults += 1
    trouble.kills += 1
  }
  await settle()
  const stampWrongs = await readStamps(db, carnival, made, told)

  rough = 'rush'
  cloud.faults.random({ seed: Math.floor(random() * 2 ** 31), share: 0.08, kinds: [...KINDS], holdMs: 0 })
  const rush = await rushForGifts(db, carnival, claimants, (claimant, input) =>
    call(phoneOf(claimant), 'claimGift', input),
  )
  const rushWrongs = await readRush(db, carnival, rush, ITEMS)
  const { given, twice } = await giveSome(rush, (voucher, till) =>
    call(desk, 'giveVoucher', { moveId: `give-${key}-${voucher}-${till}`, shiftId: `desk-${key}`, voucher }),
  )
  cloud.faults.random(null)
  rough = null
  // The desk closes; the timer comes an hour late, and twice.
  cloud.clock.set(Math.max(cloud.clock.now(), now + 12 * HOUR) + HOUR)
  cloud.faults.timersTwice = true
  await cloud.timers.fire('rallies', 'due')
  cloud.faults.timersTwice = false
  trouble.faults += 2
  const stockMismatch = rushWrongs.stockMismatch + (await readStock(db, carnival, given, ITEMS))
  await db.collection('events').doc(carnival.eventId).update({ state: 'over' })

  const after = cloud.faults.state().counts
  const inCloud = sum(after.requests) - sum(before.requests)
  return {
    ...{ scans, claims: rush.length, faultsInjected: trouble.faults + inCloud },
    ...{ kills: trouble.kills + after.kills - before.kills },
    ...{ ...stampWrongs, ...rushWrongs, oversold: rushWrongs.oversold + twice, stockMismatch },
  }

  /** The network is back and stays; every phone sends what it kept, until nothing waits. */
  async function settle(): Promise<void> {
    rough = null
    cloud.faults.random(null)
    for (let round = 0; round < 12; round += 1) {
      for (const { phone } of phones) phone.network(true)
      await quiet()
      cloud.clock.advance(2 * MINUTE)
      phones.forEach(({ phone }) => phone.passTime())
      await quiet()
      if (phones.every(({ phone }) => phone.app!.waitingCalls().every(({ refusal }) => refusal !== null)))
        return
    }
  }
}

const sum = (counts: Record<string, number>) => Object.values(counts).reduce((all, count) => all + count, 0)

const toldOf = (answer: Answer & { ok: true }): Told => {
  const { stamp } = answer.data as { stamp: { stampId: string; at: number } }
  return { stampId: stamp.stampId, at: stamp.at }
}

async function must(asked: Promise<Answer>): Promise<void> {
  const answer = await asked
  if (!answer.ok) throw new Error(`the schedule could not go on: ${answer.code}`)
}
