// Before any test: the cloud functions as they would be uploaded.
const { execFileSync } = require('node:child_process')
const { resolve } = require('node:path')

module.exports = () => {
  if (process.env.QSJ_FUNCTIONS_BUILT) return // several projects, one build
  execFileSync(process.execPath, ['--import', 'tsx', 'scripts/build.ts'], {
    cwd: resolve(__dirname, '../..'),
    stdio: 'pipe',
  })
  process.env.QSJ_FUNCTIONS_BUILT = '1'
}
