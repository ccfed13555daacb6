/** What the rows of a workbook mean together: routes with their weeks, points with their hours, desks, gifts. Pure. */
import type { EventSheetProblem } from './contract/rallies/operating'
import type { Way } from './contract/rallies/presence'
import { listIn, waysIn, type EventRow, type EventRows, type EventSheetName } from './event-sheet'
import { clockOf, sayClock } from './sheet-cells'

const MINUTE = 60_000
const DAY = 86_400_000

/** In ms. */
export interface Span {
  from: number
  to: number
}
/** In minutes since midnight. */
export type Daily = Span

export interface PlannedDuty extends Span {
  name: string
  phone: string
}

export interface PlannedPoint {
  route: string
  name: string
  stampName: string
  order: number
  place: string
  activity: string
  hours: string
  lunch: string
  toilet: string
  seats: string
  steps: string
  position: { latitude: number; longitude: number } | null
  radius: number | null
  ways: Way[]
  daily: Daily[]
  sessions: (Span & { name: string })[]
  duty: PlannedDuty[]
}

export interface EventPlan {
  event: { name: string; theme: string; district: string; partners: string[] } & {
    organisers: { host: string[]; coHost: string[]; carriedOutBy: string[] }
  }
  routes: {
    name: string
    order: number
    opensAt: number
    closesAt: number
    base: string
    pointKind: string
    gathering: string
  }[]
  points: PlannedPoint[]
  desks: {
    name: string
    order: number
    place: string
    position: PlannedPoint['position']
    openHours: Span[]
    duty: PlannedDuty[]
  }[]
  gifts: {
    name: string
    order: number
    detail: string
    route: string
    atLeast: number
    required: string[]
    voucherMinutes: number | null
  }[]
}

/** The hours of every day between two days. */
export function hoursBetween(daily: Daily[], opensAt: number, closesAt: number): Span[] {
  const spans: Span[] = []
  for (let day = opensAt; day < closesAt; day += DAY)
    for (const { from, to } of daily) spans.push({ from: day + from * MINUTE, to: day + to * MINUTE })
  return spans
}

/** @returns the plan, and what is wrong between the rows; a plan with problems is not for writing */
export function planEvent(rows: EventRows): { plan: EventPlan; problems: EventSheetProblem[] } {
  const problems: EventSheetProblem[] = []
  const say = (sheet: EventSheetName, { row }: EventRow, column: string, words: string) =>
    problems.push({ sheet, row, column, sentence: `「${sheet}」第 ${row} 行：${words}` })

  const first = rows.活动[0]
  if (!first)
    problems.push({ sheet: '活动', row: 2, column: '活动', sentence: '「活动」第 2 行：没有写活动' })
  const routes = rows.路线.map(({ text, number }, at) => ({
    name: text.路线!,
    order: at + 1,
    opensAt: number.开始日期!,
    closesAt: number.结束日期! + DAY,
    base: text.片区!,
    pointKind: text.点位类型! || '点位',
    gathering: text.集市!,
  }))
  rows.路线.forEach((row, at) => {
    if (routes[at]!.closesAt <= routes[at]!.opensAt) say('路线', row, '结束日期', '结束日期早于开始日期')
  })
  unique('路线', rows.路线, ({ text }) => text.路线!, '路线')
  if (rows.路线.length === 0)
    problems.push({ sheet: '路线', row: 2, column: '路线', sentence: '「路线」第 2 行：至少要有一条路线' })

  const keyOf = (route: string, point: string) => `${route}\n${point}`
  const counts = new Map<string, number>()
  const points = rows.点位.map((row): PlannedPoint => {
    const { text, number } = row
    if (!routes.some(({ name }) => name === text.路线))
      say('点位', row, '路线', `没有「${text.路线}」这条路线`)
    const order = (counts.get(text.路线!) ?? 0) + 1
    counts.set(text.路线!, order)
    const ways = waysIn(text.打卡方式!)
    if (!ways) say('点位', row, '打卡方式', '打卡方式可以写：打卡码、工作人员、动态码、口令')
    const open = { from: number.开门!, to: number.关门! }
    if (open.to <= open.from) say('点位', row, '关门', '关门早于开门')
    const rest = restIn(text.午休!)
    if (text.午休 && !rest) say('点位', row, '午休', '午休请写成 12:00-13:00')
    return {
      ...{ route: text.路线!, name: text.点位!, stampName: text.章名 || text.点位!.slice(0, 6), order },
      ...{
        place: text.地址!,
        activity: text.活动内容!,
        toilet: text.厕所!,
        seats: text.座位!,
        steps: text.台阶!,
      },
      hours: `${sayClock(open.from)}—${sayClock(open.to)}`,
      lunch: rest ? `${sayClock(rest.from)}—${sayClock(rest.to)} 午休` : '',
      position: positionIn('点位', row),
      radius: number.范围 ?? null,
      ways: ways ?? [],
      daily: rest
        ? [
            { from: open.from, to: rest.from },
            { from: rest.to, to: open.to },
          ]
        : [open],
      sessions: [],
      duty: [],
    }
  })
  unique('点位', rows.点位, ({ text }) => keyOf(text.路线!, text.点位!), '点位')
  const pointOf = new Map(points.map((point) => [keyOf(point.route, point.name), point]))

  for (const row of rows.场次) {
    const point = pointOf.get(keyOf(row.text.路线!, row.text.点位!))
    if (point) point.sessions.push({ ...spanOf('场次', row), name: row.text.场次! })
    else say('场次', row, '点位', `没有「${row.text.路线}」的「${row.text.点位}」`)
  }
  const opens = Math.min(...routes.map(({ opensAt }) => opensAt))
  const closes = Math.max(...routes.map(({ closesAt }) => closesAt))
  const desks = rows.兑换台.map((row, at) => ({
    ...{ name: row.text.兑换台!, order: at + 1, place: row.text.地址!, position: positionIn('兑换台', row) },
    openHours: hoursBetween([{ from: row.number.开门!, to: row.number.关门! }], opens, closes),
    duty: [] as PlannedDuty[],
  }))
  unique('兑换台', rows.兑换台, ({ text }) => text.兑换台!, '兑换台')
  for (const row of rows.值守) {
    const name = row.text.点位或兑换台!
    const place = row.text.路线
      ? pointOf.get(keyOf(row.text.路线, name))
      : desks.find((desk) => desk.name === name)
    if (place) place.duty.push({ ...spanOf('值守', row), name: row.text.姓名!, phone: row.text.电话! })
    else say('值守', row, '点位或兑换台', `没有「${name}」，点位请把路线也写上`)
  }
  const gifts = rows.礼物.map((row, at) => {
    const { text, number } = row
    if (text.路线 && !routes.some(({ name }) => name === text.路线))
      say('礼物', row, '路线', `没有「${text.路线}」这条路线`)
    const scope = points.filter(({ route }) => !text.路线 || route === text.路线)
    const required = listIn(text.必到点位!)
    const unknown = required.find((name) => !scope.some((point) => point.name === name))
    if (unknown) say('礼物', row, '必到点位', `没有「${unknown}」这个点位`)
    if (number.至少几个点! > scope.length || number.至少几个点! < 1)
      say('礼物', row, '至少几个点', `要在 1 和 ${scope.length} 之间`)
    return {
      ...{ name: text.礼物!, order: at + 1, detail: text.说明!, route: text.路线!, required },
      ...{ atLeast: number.至少几个点!, voucherMinutes: number.券有效分钟 ?? null },
    }
  })
  unique('礼物', rows.礼物, ({ text }) => text.礼物!, '礼物')
  const text = first?.text ?? {}
  const event = {
    ...{ name: text.活动 ?? '', theme: text.主题 ?? '', district: text.地点 ?? '' },
    organisers: {
      host: listIn(text.主办 ?? ''),
      coHost: listIn(text.协办 ?? ''),
      carriedOutBy: listIn(text.承办 ?? ''),
    },
    partners: listIn(text.合作伙伴 ?? ''),
  }
  return { plan: { event, routes, points, desks, gifts }, problems }

  function unique(sheet: EventSheetName, list: EventRow[], name: (row: EventRow) => string, column: string) {
    const seen = new Map<string, number>()
    for (const row of list) {
      const before = seen.get(name(row))
      if (before !== undefined) say(sheet, row, column, `和第 ${before} 行重复`)
      else seen.set(name(row), row.row)
    }
  }
  function spanOf(sheet: EventSheetName, row: EventRow): Span {
    const [day, from, to] = [row.number.日期!, row.number.开始!, row.number.结束!]
    if (to <= from) say(sheet, row, '结束', '结束早于开始')
    return { from: day + from * MINUTE, to: day + to * MINUTE }
  }
  function positionIn(sheet: EventSheetName, row: EventRow) {
    const [latitude, longitude] = [row.number.纬度 ?? null, row.number.经度 ?? null]
    if (latitude === null && longitude === null) return null
    if (latitude === null || longitude === null || Math.abs(latitude) > 90 || Math.abs(longitude) > 180) {
      say(sheet, row, '纬度', '纬度和经度要一起写对，或者都空着')
      return null
    }
    return { latitude, longitude }
  }
}

/** 12:00-13:00 in minutes, or null. */
function restIn(text: string): Daily | null {
  const [from, to] = text.split(/[-—~至]+/).map(clockOf)
  return from !== null && to !== null && from !== undefined && to !== undefined && to > from
    ? { from, to }
    : null
}
