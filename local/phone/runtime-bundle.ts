import { readFileSync } from 'node:fs'
import path from 'node:path'
import { build, type Plugin } from 'esbuild'
import { compileWxml, templateRuntime } from './compiler/wxml'

/** `import template from './input.wxml'` in a part: its compiled template, complete in itself. */
const partTemplates: Plugin = {
  name: 'part-templates',
  setup(builder) {
    builder.onLoad({ filter: /\.wxml$/ }, ({ path: file }) => {
      const compiled = compileWxml(readFileSync(file, 'utf8'), 'part', (line) => {
        throw new Error(`${file}: ${line}`)
      })
      const contents = `${templateRuntime()};var G={},R={};G.part=${compiled.code};export default { content: G.part }`
      return { contents, loader: 'js' }
    })
  },
}

/** The phone's own program and look, for the browser. Takes some 0.3 s; nothing is written to disk. */
export async function bundleRuntime(): Promise<{ script: string; style: string }> {
  const result = await build({
    entryPoints: [path.join(__dirname, 'runtime/main.ts')],
    bundle: true,
    write: false,
    outdir: 'out',
    format: 'iife',
    platform: 'browser',
    target: 'es2022',
    charset: 'utf8',
    sourcemap: 'inline',
    mainFields: ['module', 'main'],
    define: { 'process.env.NODE_ENV': '"production"' },
    plugins: [partTemplates],
    logLevel: 'silent',
  })
  const style = [
    'runtime/phone.css',
    'runtime/sheets/sheets.css',
    'runtime/sheets/choice.css',
    'parts/parts.css',
  ].map((file) => readFileSync(path.join(__dirname, file), 'utf8'))
  return { script: result.outputFiles[0]?.text ?? '', style: style.join('\n') }
}
