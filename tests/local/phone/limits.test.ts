import { readFileSync } from 'node:fs'
import path from 'node:path'
import { MISSING_TAGS } from '../../../local/phone/tags'
import { startStand } from './browser/phone-stand'

const limits = readFileSync(path.resolve(__dirname, '../../../docs/local-phone-limits.md'), 'utf8')
const section = (title: string) => limits.split(`## ${title}`)[1]?.split('\n## ')[0] ?? ''
const words = (text: string) => new Set(text.match(/[a-zA-Z-]+/g))

test('the page of limits names every missing part', () => {
  const said = words(section('Parts that are labelled boxes'))
  expect(MISSING_TAGS.filter((tag) => !said.has(tag))).toEqual([])
})

test('the page of limits names every API there is', async () => {
  const stand = await startStand('tabs')
  try {
    const page = await stand.open('pages/a/a')
    const there = await page.evaluate(() => Object.keys((window as unknown as { wx: object }).wx))
    const said = words(section('APIs that are there'))
    expect(there.filter((name) => !said.has(name))).toEqual([])
  } finally {
    await stand.close()
  }
})
