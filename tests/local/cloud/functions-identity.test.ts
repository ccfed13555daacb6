import { aCloud, cleanUp, FUNCTIONS } from './support'

const CALLS = Number(process.env.SOAK_CALLS ?? 1000)
const CALLERS = 8

interface Seen {
  event: { n: number; userInfo: { openId: string } }
  OPENID: string
}

afterAll(cleanUp)

it(
  `answers ${CALLS} calls by ${CALLERS} callers at once, each with the right identity`,
  async () => {
    const cloud = await aCloud({ functionsDir: FUNCTIONS })
    const wrong: string[] = []
    let answered = 0
    const caller = async (openid: string) => {
      for (let n = 0; n < CALLS / CALLERS; n++) {
        // Every tenth goes through a second function: the identity must come along.
        const [name, data] = n % 10 === 0 ? ['shop', { story: 'nested', n }] : ['echo', { n, wait: n % 3 }]
        const { result } = await cloud.callFunction(name as string, data, openid)
        const { OPENID, event } = result as Seen
        answered++
        if (OPENID !== openid || event.userInfo.openId !== openid) wrong.push(`${openid} ${n}: ${OPENID}`)
      }
    }
    await Promise.all(Array.from({ length: CALLERS }, (_, n) => caller(`caller-${n}`)))
    expect(wrong).toEqual([])
    expect(answered).toBe(CALLS)
    expect(new Set(cloud.invocations().map(({ openidHash }) => openidHash)).size).toBe(CALLERS)
  },
  30_000 + CALLS * 10,
)
