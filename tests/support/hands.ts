/** A person in front of the desk: a real headless Chromium, and hands and eyes for each phone. */
import { mkdirSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { chromium, type Browser, type FrameLocator, type Locator, type Page } from 'playwright-core'

/** For starts that must reach nothing outside this machine. */
const ARGUMENTS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

export function openBrowser(): Promise<Browser> {
  return chromium.launch({
    executablePath: process.env.CHROMIUM_PATH ?? '/usr/bin/chromium',
    args: ARGUMENTS,
  })
}

const CUT_CONNECTION = /Failed to load resource|Failed to fetch|WebSocket|ERR_CONNECTION_REFUSED/

type Side = 'left' | 'right'

export interface Phone {
  frame: Pick<FrameLocator, 'getByText' | 'getByRole' | 'getByLabel' | 'getByPlaceholder' | 'locator'>
  /** Waits until a text can be seen on the screen. */
  sees(text: string | RegExp): Promise<void>
  /** Waits until a text can no longer be seen. */
  losesSight(text: string | RegExp): Promise<void>
  count(text: string | RegExp): Promise<number>
  taps(name: string | RegExp, role?: 'button' | 'tab' | 'link' | 'checkbox' | 'radio'): Promise<void>
  tapsText(text: string | RegExp): Promise<void>
  writes(label: string, text: string): Promise<void>
  /** Takes the phone in another person's hand, by a part of his name. */
  isHeldBy(name: string): Promise<void>
}

export interface Desk {
  page: Page
  left: Phone
  right: Phone
  /**
   * Everything the pages complained about: a journey ends with none. Left out is what the machine says when a journey
   * itself cuts a connection, by stopping the district or by leaving a page while it asks.
   */
  complaints(): string[]
  picture(name: string): Promise<void>
  /** The number of a printed code on the desk's sheet, by the point's name. */
  codeNumber(point: string): Promise<number>
  press(testId: string): Promise<void>
  /** Sets the cloud's clock, or lets time pass there: its timers fire on the way. In ms. */
  clock(move: { set: number; freeze?: boolean } | { advance: number }): Promise<void>
  /** One more phone, beside the two of the desk. Its lock screen is not to be seen. */
  thirdPhone(openid: string): Promise<Phone & { page: Page }>
}

export async function sitDown(browser: Browser, url: string): Promise<Desk> {
  const page = await browser.newPage({ viewport: { width: 1440, height: 1000 } })
  page.setDefaultTimeout(20_000)
  const complaints: string[] = []
  const listenTo = (each: Page) => {
    each.on('pageerror', (error) => complaints.push(String(error)))
    each.on('console', (message) => {
      if (message.type() === 'error') complaints.push(message.text())
    })
  }
  listenTo(page)
  await page.goto(url)
  return {
    page,
    left: phoneAt(page, 'left'),
    right: phoneAt(page, 'right'),
    complaints: () => complaints.filter((line) => !CUT_CONNECTION.test(line)),
    async picture(name) {
      if (!process.env.QSJ_PICTURES) return
      const folder = resolve(process.env.QSJ_PICTURES)
      mkdirSync(folder, { recursive: true })
      await page.screenshot({ path: join(folder, `${name}.png`) })
    },
    async codeNumber(point) {
      const card = page.locator('[data-testid^="code-"]', { hasText: point }).first()
      return Number(/^code-(\d+)/.exec((await card.getAttribute('data-testid')) ?? '')?.[1])
    },
    press: (testId) => page.getByTestId(testId).click(),
    async clock(move) {
      const response = await page.request.post(`${url}desk/clock`, { data: move })
      if (!response.ok()) throw new Error(`the clock was not moved: ${await response.text()}`)
    },
    async thirdPhone(openid) {
      const third = await browser.newPage({ viewport: { width: 375, height: 812 } })
      third.setDefaultTimeout(20_000)
      listenTo(third)
      await third.goto(`${url}phone/?device=third&as=${openid}`)
      return { ...phoneOn(third), page: third }
    },
  }
}

function phoneAt(page: Page, side: Side): Phone {
  return {
    ...phoneOn(page.frameLocator(`[data-testid=phone-${side}]`)),
    async isHeldBy(name) {
      const holders = page.getByTestId(`holder-${side}`)
      const value = await holders.locator('option', { hasText: name }).first().getAttribute('value')
      await holders.selectOption(value!)
    },
  }
}

function phoneOn(frame: Phone['frame']): Phone {
  const seen = (locator: Locator) => locator.filter({ visible: true })
  return {
    frame,
    sees: (text) => seen(frame.getByText(text)).first().waitFor(),
    losesSight: (text) => seen(frame.getByText(text)).first().waitFor({ state: 'hidden' }),
    count: (text) => seen(frame.getByText(text)).count(),
    taps: (name, role = 'button') => seen(frame.getByRole(role, { name })).first().click(),
    tapsText: (text) => seen(frame.getByText(text)).first().click(),
    writes: (label, text) => seen(frame.getByLabel(label)).first().fill(text),
    isHeldBy: () => Promise.reject(new Error('only the phones of the desk change hands')),
  }
}
