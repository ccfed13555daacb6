import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import path from 'node:path'
import type { Browser, Frame, Page } from 'playwright-core'
import { createPhone } from '../../../../local/phone'
import { openBrowser } from '../../../support/hands'

/** A page with one phone in a frame, that keeps what the phone says and can speak to it. */
const DESK = `<!doctype html><body style="margin:0"><script>
  window.facts = []
  addEventListener('message', (event) => event.data.from === 'phone' && window.facts.push(event.data))
  const frame = document.createElement('iframe')
  frame.style.cssText = 'width:375px;height:812px;border:0'
  frame.src = '/phone/' + location.search
  document.body.append(frame)
  window.tell = (message) => frame.contentWindow.postMessage({ to: 'phone', ...message }, '*')
</script></body>`

export interface Stand {
  url: string
  browser: Browser
  /** Open a page of the app cold on a phone of its own. */
  open(
    page: string,
    options?: { query?: string; device?: string; touch?: boolean; holder?: string },
  ): Promise<Page>
  /** The same in a frame on a desk. */
  openOnDesk(page: string, query?: string): Promise<{ desk: Page; phone: Frame }>
  /** What the app's pages complained about since the last call. */
  complaints(): string[]
  close(): Promise<void>
}

/** Serve a mini program and start a browser. @param project folder under fixtures, or an absolute path */
export async function startStand(project: string, cloudUrl?: string): Promise<Stand> {
  const projectDir = path.resolve(__dirname, '../fixtures', project)
  const phone = await createPhone({ projectDir, cloudUrl })
  const server = createServer((request, response) => {
    void phone.handle(request, response).then((answered) => {
      if (!answered) response.writeHead(200, { 'content-type': 'text/html' }).end(DESK)
    })
  })
  server.on('upgrade', (request, socket, head) => phone.upgrade(request, socket, head) || socket.destroy())
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const browser = await openBrowser()
  let complaints: string[] = []
  let devices = 0

  async function newPage(touch = false) {
    const context = await browser.newContext({ viewport: { width: 375, height: 812 }, hasTouch: touch })
    const page = await context.newPage()
    page.setDefaultTimeout(5000)
    page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()))
    page.on('pageerror', (error) => complaints.push(String(error.stack)))
    return page
  }
  const search = (route: string, query = '', device = `d${++devices}`, holder = 'oHolder') =>
    new URLSearchParams({ device, as: holder, path: route, query }).toString()

  return {
    url,
    browser,
    async open(route, { query, device, touch, holder } = {}) {
      const page = await newPage(touch)
      await page.goto(`${url}/phone/?${search(route, query, device, holder)}`)
      await page.locator('wx-page').first().waitFor()
      return page
    },
    async openOnDesk(route, query) {
      const desk = await newPage()
      await desk.goto(`${url}/desk?${search(route, query)}`)
      await desk.waitForFunction(() =>
        (window as unknown as { facts: { type: string }[] }).facts.some((fact) => fact.type === 'ready'),
      )
      return { desk, phone: desk.frames()[1] as Frame }
    },
    complaints() {
      const now = complaints
      complaints = []
      return now
    },
    async close() {
      await browser.close()
      await phone.close()
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

/** Wait until a node shows a text. */
export const shows = (where: Page | Frame, selector: string, text: string) =>
  where.locator(selector, { hasText: text }).first().waitFor()
