/** What component libraries and demos of others do, each as small as it can be: fixtures/foreign. */
import { shows, startStand, type Stand } from './phone-stand'

let stand: Stand
beforeAll(async () => {
  stand = await startStand('foreign')
})
afterAll(() => stand.close())

test('a part takes nothing for its default and an unknown name for nothing, without a word', async () => {
  const said: string[] = []
  const page = await stand.open('pages/quiet/quiet')
  page.on('console', (message) => said.push(message.text()))
  await page.reload()
  await shows(page, '#broken', '1')
  await page.locator('#button').click()
  expect(await page.locator('.star').count()).toBe(3)
  expect(await page.locator('#gone img').isVisible()).toBe(false)
  expect(await page.locator('#gone').boundingBox()).toMatchObject({ width: 50, height: 40 })
  expect(said).toEqual([expect.stringContaining('404')]) // the browser's own word about the picture
  stand.complaints()
})

test('a library finds what it looks for', async () => {
  const page = await stand.open('pages/library/library')
  await shows(page, '#head', 'webview 44px')
  // without multipleSlots the children go where the slot has no name
  expect(await page.locator('.content > .panel').allInnerTexts()).toEqual(['甲', '乙'])
  await shows(page, '#drawn', '有画')
  await shows(page, '#shared', 'undefined')
  expect(stand.complaints()).toEqual([])
})
