/**
 * The invented people of the sample district. Everyone's name says 示例; the figures (183 members) and the roles are the
 * article's, its persons are not.
 */
import articles from './articles.json'

export interface SamplePerson {
  /** Stable within the sample; ids and openids follow from it, so plain letters: openids travel in headers. */
  key: string
  name: string
  role: string
  organisation: string
  /** The unit he works for, by its key; null for merchants, professions and residents. */
  unit: string | null
  /** What his card says he can help with. */
  helpsWith?: string
  /** The id of his 视频号. */
  channel?: string
}

/** Units of the sample district as a tree: key → name and the key above it. */
export const UNITS: { key: string; name: string; parent: string | null; head?: string }[] = [
  { key: 'district', name: '示例区', parent: null },
  { key: 'tongji', name: '通济镇', parent: 'district' },
  { key: 'carnival', name: '社区嘉年华组委会', parent: 'district' },
  { key: 'inspection', name: '督查室', parent: 'district', head: 'inspector-1' },
  ...['营商环境办', '便民服务中心', '经济发展办', '市场监管所', '自然资源所', '综合执法队', '应急管理办'].map(
    section,
  ),
  ...['文旅办', '社保所', '税务所', '供电所', '水务站', '派出所', '生态环境办'].map((name, at) =>
    section(name, at + 7),
  ),
]

function section(name: string, at: number) {
  return { key: `section-${at + 1}`, name, parent: 'tongji' }
}

const SURNAMES = [
  ...'王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范石廖',
]
const TRADES = [
  '民宿',
  '农家乐',
  '糕点铺',
  '露营地',
  '茶坊',
  '火锅店',
  '果园',
  '木器坊',
  '药材行',
  '书店',
  '咖啡馆',
  '采摘园',
]

/** What each profession offers on its card. */
const HELPS: Record<string, string[]> = {
  律师: ['看合同、讲劳动用工', '追货款、写律师函', '租铺面、转让店面的事'],
  媒体: ['帮商户拍一条短片', '活动来采访，稿子先给您看'],
  电商: ['教开店、教直播', '帮着写商品说明、拍图'],
  金融: ['小额贷款怎么办', '收款码、对账的事'],
}

const at = <Item>(list: Item[], index: number): Item => list[index % list.length]!

/** The 183 members of 通济营商环境共建, in the roles that the article names. */
export function groupMembers(): SamplePerson[] {
  const sections = UNITS.filter((unit) => unit.parent === 'tongji')
  const leaders = ['李书记', '周镇长', '吴副镇长', '郑副书记', '冯副镇长', '蒋委员']
  const members: SamplePerson[] = [
    { key: 'head', name: '示例·孟主席', role: '群主', organisation: '通济镇人大', unit: 'tongji' },
    ...leaders.map((name, index) => ({
      key: `leader-${index + 1}`,
      name: `示例·${name}`,
      role: '镇领导',
      organisation: '通济镇党委政府',
      unit: 'tongji',
    })),
    ...sections.map((unit, index) => ({
      key: `official-${index + 1}`,
      name: `示例·${at(SURNAMES, index + 4)}主任`,
      role: '科室负责人',
      organisation: unit.name,
      unit: unit.key,
    })),
    ...profession('lawyer', '律师', '律师', '示例律师事务所', 6, 20),
    ...profession('media', '媒体', '记者', '示例融媒体', 5, 27),
    ...profession('seller', '电商', '主播', '示例电商服务站', 7, 33),
    ...profession('bank', '金融', '经理', '示例农商银行', 4, 41),
  ]
  // Who takes turns with the head of an office: no rota can be kept by one alone.
  const deputies = sections.map((unit, index) => ({
    key: `deputy-${index + 1}`,
    name: `示例·${at(SURNAMES, index + 45)}副主任`,
    role: '科室负责人',
    organisation: unit.name,
    unit: unit.key,
  }))
  const merchants = articles.tongji.members - members.length - deputies.length
  return [...members, ...Array.from({ length: merchants }, (_, index) => merchant(index)), ...deputies]
}

function profession(
  key: string,
  role: string,
  title: string,
  organisation: string,
  count: number,
  from: number,
): SamplePerson[] {
  return Array.from({ length: count }, (_, index) => ({
    key: `${key}-${index + 1}`,
    name: `示例·${at(SURNAMES, from + index)}${title}`,
    role,
    organisation,
    unit: null,
    helpsWith: `${at(HELPS[role] ?? [''], index)}（示例）`,
    channel: role === '电商' ? `sphExample${index + 1}` : '',
  }))
}

function merchant(index: number): SamplePerson {
  const round = Math.floor(index / SURNAMES.length)
  return {
    key: `merchant-${index + 1}`,
    name: `示例·${at(SURNAMES, index)}${at(['掌柜', '老板', '店长'], round)}`,
    role: '企业',
    organisation: `示例${at(TRADES, index)}${index + 1}号`,
    unit: null,
  }
}

/** Residents of the carnival. */
export function residents(): SamplePerson[] {
  return ['罗阿姨', '梁大爷', '宋同学'].map((name, index) => ({
    key: `resident-${index + 1}`,
    name: `示例·${name}`,
    role: '居民',
    organisation: '社区居民',
    unit: null,
  }))
}

/** Who runs the sample district: looks at what was reported from private chats. In no group. */
export function operators(): SamplePerson[] {
  return [
    { key: 'operator-1', name: '示例·管理员', role: '管理员', organisation: '示例区', unit: 'district' },
  ]
}

/** 督查: hears of cases that are late, after the unit was told that it will. In no group. */
export function inspectors(): SamplePerson[] {
  return [
    { key: 'inspector-1', name: '示例·督查员', role: '督查', organisation: '督查室', unit: 'inspection' },
  ]
}

/** Who holds a phone on the desk and has never been here. */
export function newcomers(): SamplePerson[] {
  return [1, 2].map((number) => ({
    key: `newcomer-${number}`,
    name: `第一次来的人 ${number}`,
    role: '还没登记',
    organisation: '',
    unit: null,
  }))
}

/** Rows of the roster that nobody has claimed yet. */
export function awaited(): SamplePerson[] {
  const rows = [
    { key: 'newcomer-1', name: '示例·单掌柜', role: '企业', organisation: '示例豆花店' },
    { key: 'newcomer-2', name: '示例·曾律师', role: '律师', organisation: '示例律师事务所' },
    { key: 'awaited-3', name: '示例·解老板', role: '企业', organisation: '示例竹编坊' },
    { key: 'awaited-4', name: '示例·仇记者', role: '媒体', organisation: '示例融媒体' },
  ]
  return rows.map((row) => ({ ...row, unit: null }))
}
