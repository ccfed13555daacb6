/**
 * The sample carnival: three routes with 7, 6 and 7 points as in the article. Its dates are counted from the day it is
 * loaded, so that one route is open now; the article's own dates stand as text. The article names neither the points
 * nor the ten treasures one by one, so their names here are invented and say 示例.
 */
import type { RoutePoint, RouteSummary } from '../../miniprogram/domain/contract/rallies'
import { TREASURES } from '../../miniprogram/domain/treasures'
import articles from './articles.json'

const { chenghua } = articles

export const EVENT = {
  name: '友邻荟·社区嘉年华（示例）',
  theme: chenghua.theme,
  district: chenghua.place,
  articleDates: `原活动日期：2023年4月13日至4月30日`,
  organisers: chenghua.organisers,
}

/** The days of each route, counted from the day of loading: over, open now, soon. */
const WEEKS: [number, number][] = [
  [-8, -1],
  [-1, 20],
  [20, 27],
]

const POINTS: string[][] = [
  ['时光书廊', '音乐客厅', '屋顶花园', '邻里画室', '彩虹步道', '旧厂影院', '慢递邮局'],
  ['友邻中心', '长者食堂', '儿童之家', '健康小站', '共享厨房', '议事凉亭'],
  ['滨江茶铺', '手艺摊', '夜市灯桥', '咖啡巷', '老面馆', '花鸟角', '河畔书摊'],
]

const HOURS = ['09:00—18:00', '10:00—20:00', '09:30—17:30']
const ACTIVITIES = [
  '坐下听一首歌，再盖章',
  '看看邻居们的手作，再盖章',
  '跟着志愿者认一认植物，再盖章',
  '喝口茶，聊两句，再盖章',
]

/** Roughly where each route's district lies, in degrees (GCJ-02); the points around it are invented. */
const BASES = [
  { latitude: 30.6762, longitude: 104.1196 },
  { latitude: 30.6906, longitude: 104.1335 },
  { latitude: 30.6655, longitude: 104.0958 },
]
/** What an elder asks before walking. */
const COMFORTS = [
  { toilet: '门口右手 20 米', seats: '8 把椅子，有靠背', steps: '无台阶', lunch: '' },
  { toilet: '院内，有扶手', seats: '廊下长凳', steps: '门口 2 级，有坡道', lunch: '12:00—13:30 休息' },
  { toilet: '隔壁社区中心', seats: '4 把椅子', steps: '二楼，有电梯', lunch: '' },
]
const SESSIONS = ['听邻居弹琴', '手作半小时', '老照片讲故事', '教您认花']

/** A ring of some hundred metres around the base, so that "nearest first" means something. */
function placeOf(route: number, at: number): { latitude: number; longitude: number } {
  const { latitude, longitude } = BASES[route]!
  const angle = at * 1.9 + route
  const metres = 180 + at * 140
  const round = (degrees: number) => Math.round(degrees * 1e5) / 1e5
  return {
    latitude: round(latitude + (metres * Math.sin(angle)) / 111_000),
    longitude: round(longitude + (metres * Math.cos(angle)) / 95_500),
  }
}

/** Dated hours, day by day from the day of loading: `09:00—18:00` is read as it stands. */
export function openHoursOf(
  hours: string,
  days: { from: number; to: number },
  startOfDay: (day: number) => number,
) {
  const [from, to] = hours.split('—').map((clock) => {
    const [hour, minute] = clock.split(':').map(Number)
    return (hour! * 60 + minute!) * 60_000
  })
  return Array.from({ length: days.to - days.from }, (_, at) => startOfDay(days.from + at)).map((day) => ({
    from: new Date(day + from!),
    to: new Date(day + to!),
  }))
}

/** Two sessions a point: one on the day of loading or soon after, one two days later. */
export function sessionsOf(key: string, at: number, startOfDay: (day: number) => number) {
  return [0, 2].map((later, index) => {
    const startsAt = startOfDay((at % 3) + later) + (index === 0 ? 10 : 15) * 3_600_000
    return {
      sessionId: `${key}-session-${index + 1}`,
      name: SESSIONS[(at + index) % SESSIONS.length]!,
      startsAt: new Date(startsAt),
      endsAt: new Date(startsAt + 3_600_000),
    }
  })
}

type Described = 'order' | 'name' | 'pointKind' | 'base' | 'gathering'

export interface SampleRoute extends Pick<RouteSummary, Described> {
  key: string
  /** Days from the day of loading. */
  from: number
  to: number
  points: (Omit<RoutePoint, 'pointId'> & { key: string })[]
}

export function routes(): SampleRoute[] {
  return chenghua.routes.map((route, index) => {
    const names = POINTS[index]!
    if (names.length !== route.points) throw new Error(`route ${route.order} needs ${route.points} points`)
    const [from, to] = WEEKS[index]!
    return {
      key: `route-${route.order}`,
      order: route.order,
      name: route.name,
      pointKind: route.pointKind,
      base: route.base,
      gathering: route.gathering,
      from,
      to,
      points: names.map((name, at) => ({
        key: `route-${route.order}-point-${at + 1}`,
        order: at + 1,
        name: `${name}（示例）`,
        stampName: name,
        place: `${route.base} · 示例地址 ${at + 1} 号`,
        hours: HOURS[at % HOURS.length]!,
        activity: ACTIVITIES[at % ACTIVITIES.length]!,
        position: placeOf(index, at),
        // One point where staff show a code and say six digits as well.
        ways: index === 1 && at === 0 ? ['sheet', 'staff', 'rotating', 'digits'] : ['sheet', 'staff'],
        ...COMFORTS[at % COMFORTS.length]!,
      })),
    }
  })
}

/** 成华十宝: 2 + 2 + 2 + 4, always whole. */
export function treasures() {
  return chenghua.treasures.groups.flatMap(({ name, count }) => {
    const drawn = TREASURES.filter(({ group }) => group === name)
    if (drawn.length !== count) throw new Error(`${name} needs ${count} drawings`)
    return drawn
  })
}
