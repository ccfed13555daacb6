import { createRequire } from 'node:module'

/** What we use of `node:sqlite`; the package for older Node versions offers the same. */
export interface Statement {
  run(...values: unknown[]): { changes: number | bigint; lastInsertRowid: number | bigint }
  get(...values: unknown[]): unknown
  all(...values: unknown[]): unknown[]
  iterate(...values: unknown[]): IterableIterator<unknown>
}
interface Connection {
  exec(sql: string): void
  prepare(sql: string): Statement
  close(): void
}
export interface Sqlite {
  exec(sql: string): void
  /** A prepared statement, kept for the next time. */
  sql(text: string): Statement
  /** Runs `work` in one transaction; anything thrown rolls back everything. */
  atomically<T>(work: () => T): T
  close(): void
}

/** Node 22.14 has SQLite inside; before that the same interface comes from a package. */
function driver(): new (path: string) => Connection {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number)
  const builtIn = major > 22 || (major === 22 && minor >= 14)
  const load = createRequire(__filename)
  return load(builtIn ? 'node:sqlite' : '@photostructure/sqlite').DatabaseSync
}

/** Prefilters make as many texts as there are shapes of queries. */
const STATEMENTS_KEPT = 500

/** Opens (or makes) the file at `path`; ':memory:' keeps nothing. */
export function openSqlite(path: string): Sqlite {
  const connection = new (driver())(path)
  const statements = new Map<string, Statement>()
  const exec = (sql: string) => connection.exec(sql)
  return {
    exec,
    sql(text) {
      const known = statements.get(text)
      if (known) return known
      const statement = connection.prepare(text)
      if (statements.size >= STATEMENTS_KEPT) statements.delete(statements.keys().next().value!)
      statements.set(text, statement)
      return statement
    },
    atomically(work) {
      exec('BEGIN IMMEDIATE')
      try {
        const result = work()
        exec('COMMIT')
        return result
      } catch (error) {
        exec('ROLLBACK')
        throw error
      }
    },
    close() {
      statements.clear()
      connection.close()
    },
  }
}
