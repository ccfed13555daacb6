// Compiles TypeScript and ES modules for jest with esbuild, which the build uses too: one compiler, one understanding.
const { createHash } = require('node:crypto')
const { transformSync, version } = require('esbuild')

module.exports = {
  getCacheKey: (source, file) =>
    createHash('sha256').update([version, 'require for import()', file, source].join('\0')).digest('hex'),
  process(source, file) {
    const loader = /\.(ts|mts|cts)$/.test(file) ? 'ts' : 'js'
    return transformSync(source, {
      loader,
      format: 'cjs',
      target: 'node20',
      // jest runs CommonJS in a sandbox without a loader for import().
      supported: { 'dynamic-import': false },
      sourcemap: 'inline',
      sourcefile: file,
      // Property definitions as the platform's own compiler does them: class fields that only declare a type are gone.
      tsconfigRaw: { compilerOptions: { useDefineForClassFields: true } },
    })
  },
}
