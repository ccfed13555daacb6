/** `npm start`: installs what is missing, builds, and runs the whole district on this machine. */
import { createRequire } from 'node:module'
import { ensurePackages } from './setup.mjs'

ensurePackages()
// In this very process, so that stopping it (however hard) leaves nothing behind that holds the port or the data.
const require = createRequire(import.meta.url)
require('tsx/cjs/api').register()
const { OldData } = require('./start-on-old-data.ts')
await require('./run.ts')
  .run()
  .catch((error) => {
    if (!(error instanceof OldData)) throw error
    console.error(error.message)
    process.exit(1)
  })
