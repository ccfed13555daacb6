/**
 * The sample carnival: three routes with 7, 6 and 7 points as in the article. Its dates are counted from the day it is
 * loaded, so that one route is open now; the article's own dates stand as text. The article names neither the points
 * nor the ten treasures one by one, so their names here are invented and say 示例.
 */
import type { RoutePoint, RouteSummary } from '../../miniprogram/domain/contract/rallies'
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
      })),
    }
  })
}

const DRAWINGS: Record<string, [string, string][]> = {
  两站: [
    ['station-a', '老火车站'],
    ['station-b', '新地铁站'],
  ],
  两校: [
    ['university-a', '理工学堂'],
    ['university-b', '音乐学堂'],
  ],
  两品: [
    ['emblem-a', '熊猫徽'],
    ['emblem-b', '芙蓉徽'],
  ],
  四地标: [
    ['landmark-a', '高塔'],
    ['landmark-b', '廊桥'],
    ['landmark-c', '旧厂房'],
    ['landmark-d', '望江楼台'],
  ],
}

/** 成华十宝: 2 + 2 + 2 + 4, always whole. */
export function treasures() {
  return chenghua.treasures.groups.flatMap((group) => {
    const drawings = DRAWINGS[group.name] ?? []
    if (drawings.length !== group.count) throw new Error(`${group.name} needs ${group.count} drawings`)
    return drawings.map(([drawing, name]) => ({ group: group.name, name: `${name}（示例）`, drawing }))
  })
}
