import { performance } from 'node:perf_hooks'
import { noCost, withCost, type Cost } from '../database/cost'

/** One database request as the store saw it. */
export interface DatabaseRequest extends Cost {
  action: string
  collection: string
  /** The invocation of a function that sent it; absent: a program's. */
  invocation?: string
  ms: number
  /** The error code it was answered with. */
  code?: string
}

const KEPT = 1000
/** A collection smaller than this is read whole in no time. */
const WORTH_A_LINE = 100

type What = Pick<DatabaseRequest, 'action' | 'collection' | 'invocation'>

export interface RequestLog {
  /** Runs a request, keeps its cost and logs a scan once per collection and index that is missing. */
  measure<T>(what: What, work: () => Promise<T> | T): Promise<[T, DatabaseRequest]>
  /** The same for what must be over at once: the reads of a watch. */
  measureNow<T>(what: What, work: () => T): T
  /** The last 1000, oldest first. */
  list(): DatabaseRequest[]
}

export function createRequestLog(log: (line: string) => void): RequestLog {
  const kept: DatabaseRequest[] = []
  const told = new Set<string>()
  const begin = (what: What) => {
    const request: DatabaseRequest = { ...what, ms: 0, ...noCost() }
    const start = performance.now()
    return {
      request,
      failed(error: unknown) {
        request.code = (error as { code?: string }).code ?? 'SYS_ERR'
      },
      over() {
        request.ms = Math.round((performance.now() - start) * 1000) / 1000
        kept.push(request)
        if (kept.length > KEPT) kept.shift()
        for (const scan of request.examined >= WORTH_A_LINE ? request.scans : []) {
          if (told.has(scan)) continue
          told.add(scan)
          log(`scan: ${what.action} read ${request.examined} documents; an index would help on ${scan}`)
        }
      },
    }
  }
  return {
    async measure(what, work) {
      const { request, failed, over } = begin(what)
      try {
        return [await withCost(request, work), request]
      } catch (error) {
        failed(error)
        throw error
      } finally {
        over()
      }
    },
    measureNow(what, work) {
      const { request, failed, over } = begin(what)
      try {
        return withCost(request, work)
      } catch (error) {
        failed(error)
        throw error
      } finally {
        over()
      }
    },
    list: () => [...kept],
  }
}
