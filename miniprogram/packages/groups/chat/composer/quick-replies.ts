/** Answers that officials write again and again. Each is an answer: "later" is what 已答应 is for. */
export const QUICK_REPLIES = [
  '已经办好了，请放心',
  '可以办，请带营业执照到窗口',
  '请到一楼综合窗口，当天就能办',
  '已电话跟您说清楚了',
]
