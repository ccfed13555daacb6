import type { IncomingMessage, ServerResponse } from 'node:http'
import type { LocalCloud } from '../cloud'
import { faultsOverHttp } from '../cloud/faults/over-http'
import { PlatformError } from '../cloud/platform-error'
import { moveClock, readClock } from './clock'
import type { DeskCost, DeskData, DeskLog, DeskRequestFaults, FaultKind } from './data'
import { answerCall, streamDeliveries, type CloudThatDelivers } from './deliveries'
import { BadRequest, readJson, sendJson } from './json'
import { breakOutside, mendOutside, outsideFaults, type CloudWithOutside } from './outside-faults'

/** What the desk uses of the local cloud. */
export type CloudSeenFromDesk = CloudThatDelivers &
  CloudWithOutside &
  Pick<LocalCloud, 'invocations' | 'costs' | 'clearCosts' | 'clock' | 'advance' | 'breakFunction' | 'faults'>

const FAULT_KINDS: readonly unknown[] = ['throw', 'unreachable', 'lostAnswer', null]

export type Route = (req: IncomingMessage, res: ServerResponse, url: URL) => void | Promise<void>

/** The desk's own addresses, by method and path. `functions` are offered for faults before they were ever called. */
export function deskRoutes(
  data: DeskData,
  cloud: CloudSeenFromDesk,
  functions: string[],
  codeProblem: () => string | null = () => null,
): Map<string, Route> {
  const known = new Set(functions)
  return new Map<string, Route>([
    ['GET /desk/data.json', (_req, res) => sendJson(res, 200, data)],
    [
      'GET /desk/log',
      (_req, res, url) => sendJson(res, 200, { ...readLog(cloud, known, url), codeProblem: codeProblem() }),
    ],
    ['GET /desk/costs', (_req, res) => sendJson(res, 200, readCosts(cloud))],
    [
      'DELETE /desk/costs',
      (_req, res) => {
        cloud.clearCosts()
        sendJson(res, 200, readCosts(cloud))
      },
    ],
    ['GET /desk/deliveries', streamDeliveries(cloud, data.people)],
    ['POST /desk/call', async (req, res) => sendJson(res, 200, answerCall(cloud, await readJson(req)))],
    ['GET /desk/clock', (_req, res) => sendJson(res, 200, readClock(cloud))],
    ['POST /desk/clock', async (req, res) => sendJson(res, 200, await moveClock(cloud, await readJson(req)))],
    [
      'POST /desk/fault',
      async (req, res) => {
        const fault = checkFault(await readJson(req))
        cloud.breakFunction(fault.function, fault.how)
        known.add(fault.function)
        sendJson(res, 200, { faults: brokenNow(cloud, known) })
      },
    ],
    [
      'POST /desk/request-faults',
      async (req, res) => {
        turnFaults(cloud, 'POST', await readJson(req))
        sendJson(res, 200, requestFaults(cloud))
      },
    ],
    [
      'DELETE /desk/request-faults',
      (_req, res) => {
        turnFaults(cloud, 'DELETE', {})
        mendOutside(cloud)
        sendJson(res, 200, requestFaults(cloud))
      },
    ],
    [
      'POST /desk/outside-fault',
      async (req, res) => {
        breakOutside(cloud, await readJson(req))
        sendJson(res, 200, outsideFaults(cloud))
      },
    ],
  ])
}

function readLog(cloud: CloudSeenFromDesk, known: Set<string>, url: URL): Omit<DeskLog, 'codeProblem'> {
  const records = cloud.invocations()
  for (const record of records) known.add(record.function)
  const after = url.searchParams.get('after')
  const seen = after === null ? -1 : records.findIndex((record) => record.requestId === after)
  return {
    ...readClock(cloud),
    lines: records
      .slice(seen + 1)
      .map(
        ({ requestId, at, function: name, action, openidHash, source, ms, databaseRequests, ok, code }) => ({
          ...{ requestId, at, action, source, ms, databaseRequests, ok, code },
          function: name,
          caller: openidHash,
        }),
      ),
    faults: brokenNow(cloud, known),
    requestFaults: requestFaults(cloud),
    outsideFaults: outsideFaults(cloud),
  }
}

const readCosts = (cloud: CloudSeenFromDesk): DeskCost[] =>
  Object.entries(cloud.costs()).map(([action, cost]) => ({ action, ...cost }))

function brokenNow(cloud: CloudSeenFromDesk, known: Set<string>): DeskLog['faults'] {
  const broken = cloud.faults.state().functions
  return Object.fromEntries([...known].map((name) => [name, broken[name] ?? null]))
}

function requestFaults(cloud: CloudSeenFromDesk): DeskRequestFaults {
  const { plans, counts, timersTwice } = cloud.faults.state()
  const happened = Object.values(counts.requests).reduce((sum, count) => sum + count, counts.timersTwice)
  return { plans, happened, timersTwice }
}

function turnFaults(cloud: CloudSeenFromDesk, method: string, body: Record<string, unknown>): void {
  try {
    faultsOverHttp(cloud.faults, method, body)
  } catch (error) {
    throw error instanceof PlatformError ? new BadRequest(error.message) : error
  }
}

function checkFault(body: Record<string, unknown>): { function: string; how: FaultKind | null } {
  if (typeof body.function !== 'string' || body.function === '')
    throw new BadRequest('function: a name expected')
  if (!FAULT_KINDS.includes(body.how))
    throw new BadRequest("how: 'throw', 'unreachable', 'lostAnswer' or null expected")
  return { function: body.function, how: body.how as FaultKind | null }
}
