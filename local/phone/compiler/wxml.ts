import { TmplGroup } from 'glass-easel-template-compiler'
import type { CompiledTemplate } from '../app-package'
import { compileWxs } from './wxs'

interface ParseProblem {
  /** Only 'Fatal' leaves no usable template; published components hold some that are merely 'Error'. */
  level: 'Note' | 'Warn' | 'Error' | 'Fatal'
  message: string
  /** Counted from 0. */
  startLine: number
  startColumn: number
}

/** Code that the template compiler puts before all templates; the WXS hooks are bound late, by the phone. */
export function templateRuntime(): string {
  const group = new TmplGroup()
  // a group without WXS leaves out the module support
  group.addScript('none', '')
  const code = group.getRuntimeString()
  group.free()
  return code
}

/**
 * One WXML file to the expression of its template object, in the free variables G (templates), R (WXS modules) and
 * those of `templateRuntime`.
 * @param path without `.wxml`
 * @throws with `path.wxml:line:column: message` for a template that cannot be compiled
 */
export function compileWxml(source: string, path: string, warn: (line: string) => void): CompiledTemplate {
  const group = new TmplGroup()
  try {
    const problems = group.addTmpl(path, source) as ParseProblem[]
    for (const problem of problems) {
      const line = `${path}.wxml:${problem.startLine + 1}:${problem.startColumn + 1}: ${problem.message}`
      if (problem.level === 'Fatal') throw new Error(line)
      warn(line)
    }
    for (const name of group.getInlineScriptModuleNames(path) as string[]) {
      group.setInlineScript(path, name, compileWxs(group.getInlineScript(path, name)))
    }
    return {
      code: group.getTmplGenObject(path),
      imports: [...(group.getDirectDependencies(path) as string[])],
      scripts: [...(group.getScriptDependencies(path) as string[])],
    }
  } finally {
    group.free()
  }
}
