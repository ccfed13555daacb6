/** `npm start`: installs what is missing, builds, and runs the whole district on this machine. */
import { ensurePackages } from './setup.mjs'

ensurePackages()
// In this very process, so that stopping it (however hard) leaves nothing behind that holds the port or the data.
const { tsImport } = await import('tsx/esm/api')
const { run } = await tsImport('./run.ts', import.meta.url)
await run()
