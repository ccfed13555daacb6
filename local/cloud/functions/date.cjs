// The Date of a function: it follows the cloud's clock and the function's own time zone. Worker threads share the
// machine's zone, whatever their TZ says; CloudBase's machines run in UTC unless the variable TZ says otherwise.
'use strict'

const PARTS = ['FullYear', 'Month', 'Date', 'Day', 'Hours', 'Minutes', 'Seconds', 'Milliseconds']
const MachineDate = Date
const MachineFormat = Intl.DateTimeFormat
const machineNow = Date.now

/** @param cells the cloud's clock: [offset, frozenAt or -1] in milliseconds */
function installDate(cells) {
  const now = () => {
    const frozenAt = Atomics.load(cells, 1)
    return frozenAt === -1n ? machineNow() + Number(Atomics.load(cells, 0)) : Number(frozenAt)
  }
  const parse = (text) => parseIn(String(text))
  const valueOf = (args) => {
    if (args.length === 0) return [now()]
    if (args.length > 1) return [fromWall(MachineDate.UTC(...args))]
    return typeof args[0] === 'string' ? [parse(args[0])] : args
  }
  const CloudDate = new Proxy(MachineDate, {
    construct: (target, args, newTarget) =>
      Reflect.construct(target, valueOf(args), newTarget === CloudDate ? target : newTarget),
    apply: () => new MachineDate(now()).toString(),
    get: (target, name) => (name === 'now' ? now : name === 'parse' ? parse : Reflect.get(target, name)),
  })
  MachineDate.prototype.constructor = CloudDate
  globalThis.Date = CloudDate
  followZone(MachineDate.prototype)
  const inZone = (args) => [args[0], { ...args[1], timeZone: args[1]?.timeZone ?? zone() }]
  Intl.DateTimeFormat = new Proxy(MachineFormat, {
    construct: (target, args) => new target(...inZone(args)),
    apply: (target, _this, args) => new target(...inZone(args)),
  })
}

// Read at each use: functions set process.env.TZ in their own code, too.
function zone() {
  const name = (process.env.TZ ?? '').replace(/^:/, '') || 'UTC'
  return clockIn(name) ? name : 'UTC' // as libc takes a zone it does not know
}

const clocks = new Map()
function clockIn(name) {
  if (!clocks.has(name)) clocks.set(name, makeClock(name))
  return clocks.get(name)
}
function makeClock(timeZone) {
  const numeric = ['year', 'month', 'day', 'hour', 'minute', 'second'].map((part) => [part, 'numeric'])
  try {
    const options = { ...Object.fromEntries(numeric), timeZone, era: 'short', hourCycle: 'h23' }
    return new MachineFormat('en-US', options)
  } catch {
    return null
  }
}

/** Milliseconds by which the zone's wall clock is ahead of UTC at that moment. */
function offsetAt(ms) {
  const name = zone()
  if (name === 'UTC' || Number.isNaN(ms)) return 0
  const at = Object.fromEntries(
    clockIn(name)
      .formatToParts(ms)
      .map(({ type, value }) => [type, value]),
  )
  const year = at.era === 'BC' ? 1 - at.year : Number(at.year)
  const wall = new MachineDate(0)
  wall.setUTCFullYear(year, at.month - 1, Number(at.day))
  wall.setUTCHours(Number(at.hour), Number(at.minute), Number(at.second))
  return wall.getTime() - Math.floor(ms / 1000) * 1000
}

/** The wall clock as a date whose UTC parts are the local ones, and back. */
const wallOf = (ms) => new MachineDate(ms + offsetAt(ms))
const fromWall = (wall) => {
  const guess = wall - offsetAt(wall)
  return wall - offsetAt(guess)
}

function followZone(prototype) {
  for (const part of PARTS) {
    const [get, set] = [prototype[`getUTC${part}`], prototype[`setUTC${part}`]]
    prototype[`get${part}`] = function () {
      return get.call(wallOf(this.getTime()))
    }
    if (!set) continue // a day of the week cannot be set
    prototype[`set${part}`] = function (...args) {
      const wall = wallOf(this.getTime())
      set.apply(wall, args)
      return this.setTime(fromWall(wall.getTime()))
    }
  }
  const { toISOString } = prototype
  const valid = (date, text) => (Number.isNaN(date.getTime()) ? 'Invalid Date' : text())
  const dayOf = (date) => {
    const [week, day, month, year] = wallOf(date.getTime()).toUTCString().split(/,? /)
    return `${week} ${month} ${day} ${year}`
  }
  const timeOf = (date) => {
    const minutes = -date.getTimezoneOffset()
    const digits = [Math.floor(Math.abs(minutes) / 60), Math.abs(minutes) % 60]
    const gmt = digits.map((part) => String(part).padStart(2, '0')).join('')
    const named = new MachineFormat('en-US', { timeZone: zone(), timeZoneName: 'long' }).formatToParts(date)
    const name = named.find(({ type }) => type === 'timeZoneName').value
    const clock = toISOString.call(wallOf(date.getTime())).slice(11, 19)
    return `${clock} GMT${minutes < 0 ? '-' : '+'}${gmt} (${name})`
  }
  Object.assign(prototype, {
    getYear() {
      return this.getFullYear() - 1900
    },
    getTimezoneOffset() {
      return Number.isNaN(this.getTime()) ? NaN : -Math.round(offsetAt(this.getTime()) / 60_000) + 0
    },
    toString() {
      return valid(this, () => `${dayOf(this)} ${timeOf(this)}`)
    },
    toDateString() {
      return valid(this, () => dayOf(this))
    },
    toTimeString() {
      return valid(this, () => timeOf(this))
    },
  })
  for (const name of ['toLocaleString', 'toLocaleDateString', 'toLocaleTimeString']) {
    const format = prototype[name]
    prototype[name] = function (locales, options) {
      return format.call(this, locales, { ...options, timeZone: options?.timeZone ?? zone() })
    }
  }
}

// Ends in a zone, or is a date alone in ISO form, which means UTC.
const ZONED =
  /(?:\b(?:Z|GMT|UTC?|[ECMP][SD]T)|\dZ|\d:\d\d(?::\d\d(?:\.\d+)?)? ?[+-]\d\d:?\d\d|(?:GMT|UTC)[+-]\d{1,4})(?:\s*\(.*\))?\s*$/i
const ISO_DATE = /^(?:\d{4}|[+-]\d{6})(?:-\d\d(?:-\d\d)?)?$/

const machineParts = PARTS.filter((part) => part !== 'Day').map((part) => MachineDate.prototype[`get${part}`])

/** A text without a zone was read as the machine's local time: its wall clock is taken as the function's. */
function parseIn(text) {
  const ms = MachineDate.parse(text)
  const trimmed = text.trim()
  if (Number.isNaN(ms) || ISO_DATE.test(trimmed) || ZONED.test(trimmed)) return ms
  const date = new MachineDate(ms)
  const wall = new MachineDate(0)
  const [year, month, day, ...time] = machineParts.map((get) => get.call(date))
  wall.setUTCFullYear(year, month, day)
  wall.setUTCHours(...time)
  return fromWall(wall.getTime())
}

module.exports = { installDate }
