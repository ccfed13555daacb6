import { transform } from 'esbuild'

const REQUIRE = /\brequire(?:\.async)?\(\s*(["'])([^"'\n]+)\1\s*\)/g

/**
 * One .js or .ts file as the body of a CommonJS function. Files may mix `import` with `module.exports`, as
 * mini program sources do; type-only imports of a .ts file disappear.
 * @throws with `file:line:column: message` when the source is broken
 */
export async function compileScript(
  source: string,
  file: string,
): Promise<{ code: string; specifiers: string[] }> {
  const result = await transform(source, {
    loader: file.endsWith('.ts') ? 'ts' : 'js',
    sourcefile: file,
    format: 'cjs',
    target: 'es2022',
    charset: 'utf8',
    logLevel: 'silent',
    tsconfigRaw: { compilerOptions: { experimentalDecorators: true, useDefineForClassFields: false } },
  }).catch((failure: { errors?: { text: string; location: { line: number; column: number } | null }[] }) => {
    const first = failure.errors?.[0]
    const place = first?.location ? `${file}:${first.location.line}:${first.location.column}` : file
    throw new Error(`${place}: ${first?.text ?? String(failure)}`)
  })
  const specifiers = new Set([...result.code.matchAll(REQUIRE)].map((match) => match[2] ?? ''))
  return { code: result.code, specifiers: [...specifiers] }
}
