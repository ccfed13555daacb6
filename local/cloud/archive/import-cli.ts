import { parseArgs } from 'node:util'
import { importState } from './state'

const USAGE = 'usage: npm run --silent cloud:import -- FILE.tar.gz --data DIR [--replace]'

async function main(): Promise<void> {
  const { values, positionals } = parseArgs({
    options: { data: { type: 'string' }, replace: { type: 'boolean', default: false } },
    allowPositionals: true,
  })
  const [file, ...more] = positionals
  if (!file || more.length > 0 || !values.data) throw new Error(USAGE)
  const { files } = await importState(file, values.data, values.replace ?? false)
  console.log(`imported ${files} files into ${values.data}`)
}

main().catch((error: Error) => {
  console.error(`nothing was changed: ${error.message}`)
  process.exit(1)
})
