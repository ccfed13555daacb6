/** What already stands in the sample group when it is first opened. */
import articles from './articles.json'

export const GROUP = {
  key: 'group',
  name: articles.tongji.group,
  unit: 'tongji',
  headKey: 'head',
  /** The sample group's own minutes for an answer. */
  answerWithinMinutes: 30,
}

/** Who said what, and how many minutes before loading. */
export const MESSAGES: { by: string; text: string; minutesAgo: number }[] = [
  {
    by: 'head',
    text: '各位企业家，这个群就是大家的办事窗口：有事直接 @ 对应的科室，我们随时在。（示例）',
    minutesAgo: 190,
  },
  { by: 'official-1', text: '营商环境办在群里，白天晚上都可以 @ 我。（示例）', minutesAgo: 184 },
  { by: 'merchant-3', text: '这下不用专门跑一趟镇上了，谢谢。（示例）', minutesAgo: 121 },
]
