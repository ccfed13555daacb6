import type { IncomingMessage, ServerResponse } from 'node:http'
import type { LocalCloud } from '../cloud'
import { moveClock, readClock } from './clock'
import type { DeskCost, DeskData, DeskLog, FaultKind } from './data'
import { answerCall, streamDeliveries, type CloudThatDelivers } from './deliveries'
import { BadRequest, readJson, sendJson } from './json'

/** What the desk uses of the local cloud. */
export type CloudSeenFromDesk = CloudThatDelivers &
  Pick<LocalCloud, 'invocations' | 'costs' | 'clearCosts' | 'clock' | 'advance' | 'breakFunction'>

const FAULT_KINDS: readonly unknown[] = ['throw', 'unreachable', 'lostAnswer', null]

export type Route = (req: IncomingMessage, res: ServerResponse, url: URL) => void | Promise<void>

/** The desk's own addresses, by method and path. `functions` are offered for faults before they were ever called. */
export function deskRoutes(
  data: DeskData,
  cloud: CloudSeenFromDesk,
  functions: string[],
  codeProblem: () => string | null = () => null,
): Map<string, Route> {
  const faults = new Map<string, FaultKind | null>(functions.map((name) => [name, null]))
  return new Map<string, Route>([
    ['GET /desk/data.json', (_req, res) => sendJson(res, 200, data)],
    [
      'GET /desk/log',
      (_req, res, url) => sendJson(res, 200, { ...readLog(cloud, faults, url), codeProblem: codeProblem() }),
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
        faults.set(fault.function, fault.how)
        sendJson(res, 200, { faults: Object.fromEntries(faults) })
      },
    ],
  ])
}

function readLog(
  cloud: CloudSeenFromDesk,
  faults: Map<string, FaultKind | null>,
  url: URL,
): Omit<DeskLog, 'codeProblem'> {
  const records = cloud.invocations()
  for (const record of records) if (!faults.has(record.function)) faults.set(record.function, null)
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
    faults: Object.fromEntries(faults),
  }
}

const readCosts = (cloud: CloudSeenFromDesk): DeskCost[] =>
  Object.entries(cloud.costs()).map(([action, cost]) => ({ action, ...cost }))

function checkFault(body: Record<string, unknown>): { function: string; how: FaultKind | null } {
  if (typeof body.function !== 'string' || body.function === '')
    throw new BadRequest('function: a name expected')
  if (!FAULT_KINDS.includes(body.how))
    throw new BadRequest("how: 'throw', 'unreachable', 'lostAnswer' or null expected")
  return { function: body.function, how: body.how as FaultKind | null }
}
