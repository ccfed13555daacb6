import { readFileSync } from 'node:fs'
import path from 'node:path'
import { APIS, CLOUD, FILE_SYSTEM, PARTS } from '../../../local/phone/limits/abilities'
import { limitsPage } from '../../../local/phone/limits/page'
import { MISSING_TAGS } from '../../../local/phone/tags'
import { startStand } from './browser/phone-stand'

test('the page of limits is what its list makes', () => {
  expect(readFileSync(path.resolve(__dirname, '../../../docs/local-phone-limits.md'), 'utf8')).toBe(
    limitsPage(),
  )
})

test('the list names every part and API there is, and none that is not', async () => {
  const stand = await startStand('tabs')
  try {
    const page = await stand.open('pages/a/a')
    const there = await page.evaluate(
      ([parts, missing]) => {
        type Wx = { cloud: object; getFileSystemManager(): object; canIUse(name: string): boolean }
        const { wx } = window as unknown as { wx: Wx }
        return {
          apis: Object.keys(wx).sort(),
          cloud: Object.keys(wx.cloud).sort(),
          files: Object.keys(wx.getFileSystemManager()).sort(),
          absent: parts!.filter((part) => !wx.canIUse(part)),
          present: missing!.filter((part) => wx.canIUse(part)),
        }
      },
      [PARTS, MISSING_TAGS],
    )
    expect(there).toEqual({ apis: APIS, cloud: CLOUD, files: FILE_SYSTEM, absent: [], present: [] })
  } finally {
    await stand.close()
  }
})
