import { parseArgs } from 'node:util'
import { exportState } from './state'

const USAGE = 'usage: npm run --silent cloud:export -- (--data DIR | --url URL) FILE.tar.gz'

async function main(): Promise<void> {
  const { values, positionals } = parseArgs({
    options: { data: { type: 'string' }, url: { type: 'string' } },
    allowPositionals: true,
  })
  const [file, ...more] = positionals
  if (!file || more.length > 0 || !values.data === !values.url) throw new Error(USAGE)
  const { files, bytes } = await exportState(values, file)
  console.log(`exported ${files} files, ${(bytes / 1024 / 1024).toFixed(1)} MB, to ${file}`)
}

main().catch((error: Error) => {
  console.error(error.message)
  process.exit(1)
})
