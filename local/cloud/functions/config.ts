import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/** What a function's config.json says. */
export interface FunctionConfig {
  timeoutSeconds: number
  memoryMb: number
  /** WeChat open APIs it may call, e.g. "security.msgSecCheck". */
  openapi: string[]
}

// The platform's own defaults.
const DEFAULTS = { timeoutSeconds: 3, memoryMb: 256 }

export function readFunctionConfig(directory: string): FunctionConfig {
  const file = join(directory, 'config.json')
  if (!existsSync(file)) return { ...DEFAULTS, openapi: [] }
  const raw = JSON.parse(readFileSync(file, 'utf8')) as {
    timeout?: unknown
    memorySize?: unknown
    permissions?: { openapi?: unknown }
  }
  const number = (value: unknown, fallback: number, name: string) => {
    if (value === undefined) return fallback
    if (typeof value !== 'number' || !(value > 0))
      throw new Error(`${file}: ${name} must be a positive number`)
    return value
  }
  const openapi = raw.permissions?.openapi ?? []
  if (!Array.isArray(openapi)) throw new Error(`${file}: permissions.openapi must be a list`)
  return {
    timeoutSeconds: number(raw.timeout, DEFAULTS.timeoutSeconds, 'timeout'),
    memoryMb: number(raw.memorySize, DEFAULTS.memoryMb, 'memorySize'),
    openapi: openapi.map(String),
  }
}

/** Names of the functions in a folder: its sub-folders with an index.js. */
export function functionNames(functionsDir: string): string[] {
  if (!existsSync(functionsDir)) return []
  return readdirSync(functionsDir).filter((name) => existsSync(join(functionsDir, name, 'index.js')))
}
