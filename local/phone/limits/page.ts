/** `node --import tsx local/phone/limits/page.ts` writes docs/local-phone-limits.md anew. */
import { readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { MISSING_TAGS } from '../tags'
import { APIS, CLOUD, FILE_SYSTEM, PARTS } from './abilities'

const root = path.join(__dirname, '../../..')
const page = path.join(root, 'docs/local-phone-limits.md')
const TYPES = path.join(root, 'node_modules/miniprogram-api-typings/types/wx/lib.wx.api.d.ts')

/** Names of the platform's own description of wx. */
function documented(): string[] {
  const text = readFileSync(TYPES, 'utf8')
  const wx = text.slice(text.indexOf('interface Wx {'))
  const names = [...wx.matchAll(/^ {8}(\w+)(?:<[^(]*>)?\(/gm)].map((match) => match[1] ?? '')
  return [...new Set(names)].sort()
}

const WIDTH = 118

/** Names in lines of a readable width. */
function lines(names: string[]): string {
  const made = ['']
  names.forEach((name, at) => {
    const word = at < names.length - 1 ? `${name}, ` : name
    const last = made.length - 1
    if ((made[last] + word).trimEnd().length > WIDTH) made.push(word)
    else made[last] += word
  })
  return made.map((line) => line.trimEnd()).join('\n')
}

/** The whole page. */
export function limitsPage(): string {
  const missing = documented().filter((name) => !APIS.includes(name))
  return `# What the local phone does not do, and where it had to choose

A phone in a browser that is more lenient than a real one lets mistakes through. This list is the truth about ours, made
by local/phone/limits/page.ts from local/phone/limits; a test holds it against the phone as it runs. Whatever is missing
says so once, by name, in the console and to the desk; an API fails with \`<api>:fail not supported\`, a part is a
labelled box.

## Parts that are there

${lines(PARTS)}

## Parts that are labelled boxes

${lines(MISSING_TAGS)}

## APIs that are there

${lines(APIS)}

wx.cloud: ${lines(CLOUD)}; of \`database()\`: all a mini program has: queries, watch, add, set, update,
remove, count, aggregate, command, Geo, RegExp and serverDate; what the collection's rule forbids is refused.

FileSystemManager: ${lines(FILE_SYSTEM)}

## APIs that are missing

${lines(missing)}

${readFileSync(path.join(__dirname, 'differences.md'), 'utf8').trim()}
`
}

if (require.main === module) writeFileSync(page, limitsPage())
