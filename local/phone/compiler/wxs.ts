/**
 * WXS differs from JavaScript in two ways that matter here: `require` paths carry `.wxs`, and `x.constructor` is the
 * name of the type as a string. The phone defines the latter as a getter of its own name.
 */
export function compileWxs(source: string): string {
  return source
    .replace(
      /\brequire\(\s*(["'])([^"']+?)(?:\.wxs)?\1\s*\)/g,
      (_, quote: string, file: string) => `require(${quote}${file}${quote})`,
    )
    .replace(/\.constructor\b/g, '.wxsConstructor')
}

/** Files a WXS file requires, as written. */
export function wxsRequires(source: string): string[] {
  return [...source.matchAll(/\brequire\(\s*(["'])([^"']+)\1\s*\)/g)].map((match) => match[2] ?? '')
}
