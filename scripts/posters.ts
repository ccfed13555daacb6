/**
 * `npm run posters [-- --out DIR]`: what a carnival prints, as PDF, from the district that `npm start` runs: A4 sheets and
 * paper cards by route, and the signs of the gift desks. The operator's own pages do nothing else with these codes.
 */
import { mkdirSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { chromium, type Browser } from 'playwright-core'
import { sealSheet } from '../cloudfunctions/rallies/scene-check'
import { runningUrl } from '../local/cloud/running'
import { saySerial } from '../miniprogram/domain/serials'
import { adminDatabase } from './admin-database'
import { dataFolder } from './data-folder'
import { cardPages, deskPage, sheetPage, STYLE } from './posters-pages'
import { functionVariables, secretsIn } from './secrets'

async function main(): Promise<void> {
  const { values } = parseArgs({ options: { out: { type: 'string' } } })
  const out = resolve(values.out ?? 'posters')
  const data = dataFolder()
  process.env.SCENE_KEYS = functionVariables(await secretsIn(data)).SCENE_KEYS
  const adminUrl = `${runningUrl({ data: join(data, 'cloud') })}/admin`
  const identity = (await (await fetch(`${adminUrl}/identity`)).json()) as {
    envId: string
    secretId: string
    secretKey: string
  }
  const db = adminDatabase({ ...identity, adminUrl })
  const all = async (collection: string) => (await db.collection(collection).limit(1000).get()).data
  const [routes, points, sheets, cards, desks] = await Promise.all([
    all('routes'),
    all('points'),
    all('sheets'),
    all('cards'),
    all('desks'),
  ])
  mkdirSync(out, { recursive: true })
  const browser = await chromium.launch({
    executablePath: process.env.CHROMIUM_PATH ?? '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking'],
  })
  for (const route of routes.sort((one, other) => one.order - other.order)) {
    const ofRoute = points.filter(({ routeId }) => routeId === route._id).sort((a, b) => a.order - b.order)
    const pages = ofRoute.flatMap((point) =>
      sheets
        .filter((sheet) => sheet.pointId === point._id && sheet.withdrawnAt === null)
        .map((sheet) =>
          sheetPage({
            pointName: point.name,
            routeName: route.name,
            routeOrder: route.order,
            hours: point.hours,
            scene: sealSheet(sheet._id, sheet.keyVersion),
            shortCode: sheet.shortCode ? saySerial(sheet.shortCode) : '',
          }),
        ),
    )
    await print(browser, join(out, `路线${route.order}-打卡码.pdf`), pages.join(''))
    const serials = cards
      .filter((card) => card.routeId === route._id && card.kind === 'paper')
      .map(({ _id }) => _id)
    const stampNames = ofRoute.map(({ stampName }) => stampName)
    const paper = cardPages({ name: route.name, order: route.order, stampNames, serials })
    if (serials.length > 0) await print(browser, join(out, `路线${route.order}-纸明信片.pdf`), paper)
  }
  if (desks.length > 0)
    await print(
      browser,
      join(out, '兑换台.pdf'),
      desks.map(({ name, place }) => deskPage({ name, place })).join(''),
    )
  await browser.close()
  console.log(`印好了，在 ${out}`)
}

async function print(browser: Browser, path: string, pages: string): Promise<void> {
  const page = await browser.newPage()
  await page.setContent(`<meta charset="utf-8"><style>${STYLE}</style>${pages}`)
  await page.pdf({ path, format: 'A4', printBackground: true, preferCSSPageSize: true })
  await page.close()
}

main().catch((error: Error) => {
  console.error(error.message)
  process.exit(1)
})
