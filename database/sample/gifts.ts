/** The sample carnival's gifts, the desks that hand them out, and a few printed postcards. Invented: they say 示例. */

export interface SampleGift {
  key: string
  order: number
  name: string
  detail: string
  /** A route's key, or null for all routes. */
  route: string | null
  atLeast: number
  /** Keys of points that must be among them. */
  required: string[]
  /** How many lie at each desk, in the order of DESKS. */
  stock: number[]
}

export const GIFTS: SampleGift[] = [
  {
    key: 'gift-bookmark',
    order: 1,
    name: '竹编书签（示例）',
    detail: '社区手艺人手编',
    route: 'route-2',
    atLeast: 3,
    required: [],
    stock: [12, 20],
  },
  {
    key: 'gift-bag',
    order: 2,
    name: '帆布袋（示例）',
    detail: '印着成华十宝',
    route: 'route-2',
    atLeast: 6,
    required: ['route-2-point-1'],
    stock: [3, 0],
  },
  {
    key: 'gift-album',
    order: 3,
    name: '明信片册（示例）',
    detail: '三条路线都走走看',
    route: null,
    atLeast: 12,
    required: [],
    stock: [0, 6],
  },
]

export const DESKS = [
  {
    key: 'desk-1',
    order: 1,
    name: '友邻中心兑换台（示例）',
    place: '和美社区 · 示例地址 1 号大厅',
    point: 0,
  },
  {
    key: 'desk-2',
    order: 2,
    name: '共享厨房兑换台（示例）',
    place: '和美社区 · 示例地址 5 号门口',
    point: 4,
  },
]

export const DESK_HOURS = '08:00—22:00'
export const PAPER_CARDS_A_ROUTE = 3
