/** A phone in the hands of the replay: storage that outlives a kill, a network that comes and goes, a clock of its own. */
import type { Answer } from '../../../miniprogram/domain/contract/envelope'
import type { LocalCloud } from '../../../local/cloud'

/** What phone-app.ts exports, as the replay uses it; its own types need WeChat's. */
export interface PhoneApp {
  start(): void
  checkIn(scene: string, cards?: string[]): unknown
  callAction(area: 'rallies', action: string, input: object): Promise<Answer>
  hearCloudTime(now: number): void
  onOutbox(listener: (call: { id: string }, answer: Answer | null) => void): void
  waitingCalls(): { refusal: object | null }[]
}

/** How a call of this phone ends, decided by the schedule at each call. */
export type Fate = 'fine' | 'lostBefore' | 'answerLost'

export interface PhoneOptions {
  cloud: LocalCloud
  openid: string
  /** The bundle of phone-app.ts. */
  code: string
  /** How far its clock is off, in ms. */
  skew: number
  fate(): Fate
  /** The app heard an answer to a scan it had kept. */
  onAnswer(callId: string, answer: Answer): void
}

export class Phone {
  app: PhoneApp | null = null
  online = true
  private readonly storage = new Map<string, unknown>()
  private readonly underWay = new Set<Promise<unknown>>()
  private timers: { at: number; run(): void }[] = []
  private heardNetwork: (state: { isConnected: boolean }) => void = () => undefined

  constructor(private readonly options: PhoneOptions) {
    this.open()
  }

  get openid(): string {
    return this.options.openid
  }

  /** Starts the app with what its storage holds. */
  open(): void {
    const exports: Record<string, unknown> = {}
    const { cloud, skew } = this.options
    class PhoneDate extends Date {
      static override now = () => cloud.clock.now() + skew
    }
    const setTimer = (run: () => void, ms: number) => {
      const timer = { at: cloud.clock.now() + ms, run }
      this.timers.push(timer)
      return timer
    }
    const clearTimer = (timer: { at: number; run(): void }) => {
      this.timers = this.timers.filter((each) => each !== timer)
    }
    const module = { exports }
    new Function('module', 'exports', 'wx', 'Date', 'setTimeout', 'clearTimeout', this.options.code)(
      module,
      exports,
      this.wx(),
      PhoneDate,
      setTimer,
      clearTimer,
    )
    this.app = module.exports as unknown as PhoneApp
    const app = this.app
    app.onOutbox((call, answer) => {
      if (answer && this.app === app) this.options.onAnswer(call.id, answer)
    })
    app.start()
  }

  /** The system ends the app: what is under way arrives nowhere. */
  kill(): void {
    this.app = null
    this.timers = []
    this.heardNetwork = () => undefined
  }

  network(online: boolean): void {
    this.online = online
    this.heardNetwork({ isConnected: online })
  }

  /** Fires what is due by the cloud's clock. */
  passTime(): void {
    const due = this.timers.filter(({ at }) => at <= this.options.cloud.clock.now())
    this.timers = this.timers.filter((timer) => !due.includes(timer))
    due.forEach(({ run }) => run())
  }

  /** Until nothing of it is on its way. */
  async quiet(): Promise<void> {
    for (;;) {
      await new Promise((resume) => setImmediate(resume))
      if (this.underWay.size === 0) return
      await Promise.allSettled(this.underWay)
    }
  }

  private wx() {
    const { storage } = this
    return {
      getStorageInfoSync: () => ({ keys: [...storage.keys()] }),
      getStorageSync: (key: string) => structuredClone(storage.get(key) ?? ''),
      setStorageSync: (key: string, value: unknown) => void storage.set(key, structuredClone(value)),
      setStorage: ({ key, data }: { key: string; data: unknown }) =>
        void storage.set(key, structuredClone(data)),
      removeStorageSync: (key: string) => void storage.delete(key),
      onNetworkStatusChange: (heard: Phone['heardNetwork']) => {
        this.heardNetwork = heard
      },
      cloud: { callFunction: (call: { name: string; data: unknown }) => this.call(call) },
    }
  }

  /** An app that was killed meanwhile hears nothing any more. */
  private async call({ name, data }: { name: string; data: unknown }): Promise<unknown> {
    const app = this.app
    const heard = () => app === null || this.app === app
    const never = new Promise<never>(() => undefined)
    try {
      const answer = await this.send(name, data)
      return heard() ? answer : never
    } catch (error) {
      if (heard()) throw error
      return never
    }
  }

  private async send(name: string, data: unknown): Promise<unknown> {
    const failed = () => Object.assign(new Error('request:fail'), { errCode: -1, errMsg: 'request:fail' })
    const fate = this.online ? this.options.fate() : 'lostBefore'
    if (fate === 'lostBefore') throw failed()
    const calling = this.options.cloud.callFunction(name, data, this.options.openid)
    this.underWay.add(calling)
    try {
      const { result } = await calling
      if (fate === 'answerLost' || !this.online) throw failed()
      return { result }
    } finally {
      this.underWay.delete(calling)
    }
  }
}
