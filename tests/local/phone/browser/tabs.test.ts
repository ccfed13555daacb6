import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { shows, startStand, type Stand } from './phone-stand'

let stand: Stand
let project: string
beforeAll(async () => {
  // a copy, since the last test changes a file
  project = mkdtempSync(path.join(tmpdir(), 'phone-tabs-'))
  cpSync(path.resolve(__dirname, '../fixtures/tabs'), project, { recursive: true })
  stand = await startStand(project)
})
afterAll(async () => {
  await stand.close()
  rmSync(project, { recursive: true })
})

test('a custom tab bar belongs to each tab page, which stays alive', async () => {
  const page = await stand.open('pages/a/a')
  await shows(page, '#a', 'a 显示 1')
  await page.locator('.tab:visible').nth(1).click()
  await shows(page, '#b', 'b 显示 1')
  await shows(page, '.on:visible', '乙')
  await page.locator('.tab:visible').first().click()
  await shows(page, '#a', 'a 显示 2')
  await page.locator('#alone:visible').click()
  await shows(page, '#alone-page', '单页 36 812')
  expect(await page.locator('.tab').count()).toBe(0)
  expect(stand.complaints()).toEqual([])
})

test('theme variables and media queries follow the phone, not the browser', async () => {
  const { desk, phone } = await stand.openOnDesk('pages/a/a')
  const look = () =>
    phone.evaluate(() => [
      getComputedStyle(document.querySelector('.phone-nav') as Element).backgroundColor,
      getComputedStyle(document.querySelector('#a') as Element).color,
    ])
  expect(await look()).toEqual(['rgb(255, 255, 255)', 'rgb(10, 10, 10)'])
  await desk.evaluate(() =>
    (window as unknown as { tell(m: object): void }).tell({ type: 'theme', theme: 'dark' }),
  )
  await phone.waitForFunction(
    () => getComputedStyle(document.querySelector('#a') as Element).color === 'rgb(250, 250, 250)',
  )
  expect(await look()).toEqual(['rgb(16, 16, 16)', 'rgb(250, 250, 250)'])
})

test('a change in a file shows by itself; a mistake is shown over the last good version', async () => {
  const page = await stand.open('pages/a/a')
  const template = path.join(project, 'pages/a/a.wxml')
  writeFileSync(template, '<view id="a">改了</view>')
  await shows(page, '#a', '改了')
  writeFileSync(template, '<view id="a">{{ 1 + }}</view>')
  await shows(page, '.phone-compile-errors', 'pages/a/a.wxml:1:')
  await shows(page, '#a', '改了')
})
