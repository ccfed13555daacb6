/** What the sample district has decided about its cases, and what people have asked. Invented: every text says 示例. */
import type { CaseMoveName } from '../../miniprogram/domain/case-states'
import type { CaseKind } from '../../miniprogram/domain/cases'

/** Takes cases in: 便民服务中心. */
export const INTAKE = 'section-2'
/** Decides when units refuse. */
export const ARBITER = 'leader-2'

const TOPICS: [id: string, name: string, unit: string | null][] = [
  ['permits', '办证办照', 'section-2'],
  ['streets', '招牌、占道', 'section-6'],
  ['market', '经营、消费', 'section-4'],
  ['safety', '安全、消防', 'section-7'],
  ['tourism', '民宿、文旅', 'section-8'],
  ['labour', '用工、社保', 'section-9'],
  ['tax', '税费、发票', 'section-10'],
  ['power', '水、电、气', 'section-11'],
  ['policy', '政策、融资', 'section-1'],
  ['other', '别的，说不清', null],
]

/** Roughly in the town the article tells of (GCJ-02); the three are invented. */
const ZONES = [
  { id: 'old-street', name: '老街片区（示例）', latitude: 31.163, longitude: 103.822, radiusM: 900 },
  { id: 'lakeside', name: '湖边片区（示例）', latitude: 31.178, longitude: 103.846, radiusM: 1500 },
  { id: 'orchards', name: '果园片区（示例）', latitude: 31.149, longitude: 103.801, radiusM: 2000 },
]

/** The document of caseRules: see cloudfunctions/requests/rules.ts. */
/** Words that handlers start from. */
const TEMPLATES = [
  ['网上就能办', '这件事在手机上就能办，不用跑窗口：（写明从哪里进、要哪几样材料）。（示例）'],
  ['要来一次', '需要您带（写明材料）来一次，地点（写明窗口），工作日 9:00–17:00 都可以，约十分钟。（示例）'],
  ['已经办好', '已经办好，请您看一看。还有不清楚的，直接点「没解决」告诉我们。（示例）'],
  ['正在等别处', '这一步要等（写明单位）的意见，预计（写明日期）前有结果，到时候在这里告诉您。（示例）'],
] as const

export function rules(idOf: (key: string) => string) {
  return {
    _id: 'district',
    intakeUnitId: idOf(INTAKE),
    arbiterId: idOf(ARBITER),
    arbiterName: '示例·周镇长',
    inspectionUnitId: idOf('inspection'),
    topics: TOPICS.map(([id, name, unit]) => ({
      ...{ id, name, unitId: unit && idOf(unit) },
      // By the lake 文旅办 looks after signs and stalls, too.
      byZone: id === 'streets' ? [{ zoneId: 'lakeside', unitId: idOf('section-8') }] : [],
    })),
    zones: ZONES,
    limits: {},
    templates: TEMPLATES.map(([name, text], index) => ({ id: `template-${index + 1}`, name, text })),
    revision: 1,
    history: [],
  }
}

export interface SampleCase {
  /** Keys of persons and units are the roster's. */
  by: string
  topic: string
  kind: CaseKind
  text: string
  hoursAgo: number
  then: { move: CaseMoveName; hours: number; unit: string; words?: string }[]
}

const sentTo = (unit: string): SampleCase['then'] => [
  { move: 'dispatch', hours: 0.5, unit },
  { move: 'accept', hours: 1, unit },
]

export const CASES: SampleCase[] = [
  {
    ...{ by: 'merchant-1', topic: 'market', kind: 'ordinary', hoursAgo: 20 },
    text: '店里想加卖自家做的糕点，要不要另外办手续？材料我先问清楚再跑。（示例）',
    then: sentTo('section-4'),
  },
  {
    ...{ by: 'merchant-1', topic: 'labour', kind: 'inquiry', hoursAgo: 5 },
    text: '旺季请两个短工，工伤保险按天交行不行？（示例）',
    then: [
      ...sentTo('section-9'),
      {
        ...{ move: 'answer', hours: 3, unit: 'section-9' },
        words: '可以按项目参保，一个人一天几毛钱，带身份证照片在手机上就能办，不用跑窗口。（示例）',
      },
    ],
  },
  {
    ...{ by: 'merchant-1', topic: 'power', kind: 'ordinary', hoursAgo: 9 * 24 },
    text: '门口路灯晚上不亮，客人走路不方便。（示例）',
    then: [
      ...sentTo('section-11'),
      { move: 'answer', hours: 26, unit: 'section-11', words: '线路接好了，今晚起亮。（示例）' },
      { move: 'confirm', hours: 50, unit: 'section-11' },
    ],
  },
  {
    ...{ by: 'merchant-5', topic: 'permits', kind: 'ordinary', hoursAgo: 0.6, then: [] },
    text: '营业执照换了地址，食品经营许可要跟着换吗？（示例）',
  },
  {
    ...{ by: 'merchant-6', topic: 'streets', kind: 'ordinary', hoursAgo: 2 },
    text: '想在门口摆两张茶桌，哪里可以、几点到几点可以？（示例）',
    then: [{ move: 'dispatch', hours: 0.5, unit: 'section-6' }],
  },
  {
    ...{ by: 'merchant-7', topic: 'tax', kind: 'ordinary', hoursAgo: 22 },
    text: '开发票的限额不够用，团队客人要一次开清。（示例）',
    then: [
      ...sentTo('section-10'),
      { move: 'ask', hours: 2, unit: 'section-10', words: '请补一张最近三个月的开票截图。（示例）' },
    ],
  },
  {
    ...{ by: 'merchant-8', topic: 'other', kind: 'ordinary', hoursAgo: 7 },
    text: '店后面水沟堵了，下雨就漫到厨房，不知道归谁管。（示例）',
    then: [
      { move: 'dispatch', hours: 0.5, unit: 'section-12' },
      { move: 'refuse', hours: 1, unit: 'section-12', words: '这一段是农灌渠，不在管网里。（示例）' },
      { move: 'dispatch', hours: 1.5, unit: 'section-6' },
      { move: 'refuse', hours: 2, unit: 'section-6', words: '清淤不是执法的事。（示例）' },
    ],
  },
]
