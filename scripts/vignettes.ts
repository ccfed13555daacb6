/**
 * `node --import tsx scripts/vignettes.ts`: the postcard's ten drawings as PNG beside the SVG, because a canvas on some
 * phones draws no SVG. Run after changing a drawing.
 */
import { readdirSync, readFileSync } from 'node:fs'
import { basename, join, resolve } from 'node:path'
import { chromium } from 'playwright-core'

const PACKAGE = resolve(__dirname, '../miniprogram/packages/rallies')
/** As large as the saved picture shows them, in pixels. */
const SIZE = 220

async function main(): Promise<void> {
  const browser = await chromium.launch({
    executablePath: process.env.CHROMIUM_PATH ?? '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking'],
  })
  const page = await browser.newPage({ viewport: { width: SIZE, height: SIZE } })
  for (const file of readdirSync(join(PACKAGE, 'drawings'))) {
    const svg = readFileSync(join(PACKAGE, 'drawings', file), 'utf8')
    await page.setContent(
      `<style>body{margin:0}svg{display:block;width:${SIZE}px;height:${SIZE}px}</style>${svg}`,
    )
    const path = join(PACKAGE, 'images/vignettes', `${basename(file, '.svg')}.png`)
    await page.screenshot({ path, omitBackground: true })
  }
  await browser.close()
}

void main()
