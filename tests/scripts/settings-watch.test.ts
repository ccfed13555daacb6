import { mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { watchSettings } from '../../scripts/settings-watch'

it('tells of a settings file that says something else, once, and of no other', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'qsj-settings-'))
  const write = (file: string, text: string) => writeFileSync(join(folder, file), text)
  for (const file of ['rules.json', 'pages.json', 'last.json']) write(file, '{}')
  const told: string[] = []
  let last = () => {}
  const all = new Promise<void>((resolve) => (last = resolve))
  const stop = watchSettings(folder, (file) => {
    told.push(file)
    if (file === 'last.json') last()
  })
  write('rules.json', '{"read":true}')
  write('notes.txt', 'no settings')
  utimesSync(join(folder, 'pages.json'), new Date(), new Date())
  write('last.json', '{"end":true}')
  await all
  stop()
  rmSync(folder, { recursive: true })
  expect(told).toEqual(['rules.json', 'last.json'])
})
