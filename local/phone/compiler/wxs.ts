const STRING_ESCAPES = new Set('\\nrtfv0xu\'"`\n')

/** A text handed to getRegExp keeps every backslash that no string escape uses: `'\d'` means a digit, as on a device. */
function keepBackslashes(source: string): string {
  return source.replace(
    /\bgetRegExp\(\s*("(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*')/g,
    (call: string, text: string) =>
      call.slice(0, -text.length) +
      text.replace(/\\([\s\S])/g, (pair: string, after: string) =>
        STRING_ESCAPES.has(after) ? pair : `\\${pair}`,
      ),
  )
}

/**
 * WXS differs from JavaScript in three ways that matter here: `require` paths carry `.wxs`, `x.constructor` is the
 * name of the type as a string, and patterns of getRegExp keep their backslashes. The phone defines the second as a
 * getter of its own name.
 */
export function compileWxs(source: string): string {
  return keepBackslashes(source)
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
