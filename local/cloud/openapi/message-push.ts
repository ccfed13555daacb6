import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/** One line of 云函数消息推送: which function gets an event of WeChat's. */
interface PushLine {
  msgType: string
  event: string
  function: string
}

const FILE = 'message-push.json'

/**
 * Reads <configDir>/message-push.json, `[{"msgType": "event", "event": "wxa_media_check", "function": "media"}]`, the
 * same as the console's 设置 · 其他设置 · 消息推送. No file: nothing is pushed to anybody.
 * @throws Error when a line is not such a line, or an event goes to two functions, which the console refuses
 */
export function readMessagePush(configDir: string | undefined): (event: string) => string | undefined {
  const file = configDir && join(configDir, FILE)
  const lines = file && existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as PushLine[]) : []
  if (!Array.isArray(lines)) throw new Error(`${FILE}: a list expected`)
  const targets = new Map<string, string>()
  for (const line of lines) {
    if (line?.msgType !== 'event' || typeof line.event !== 'string' || typeof line.function !== 'string')
      throw new Error(`${FILE}: {msgType: "event", event, function} expected, not ${JSON.stringify(line)}`)
    if (targets.has(line.event)) throw new Error(`${FILE}: ${line.event} can go to one function only`)
    targets.set(line.event, line.function)
  }
  return (event) => targets.get(event)
}
