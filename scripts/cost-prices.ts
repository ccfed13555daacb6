/**
 * CloudBase's units and prices, all of them here. Look them up anew before a budget is decided.
 *
 * Looked at 2026-11-22. Source: Tencent Cloud's own 价格文档 for 云开发 of 2022 (github.com/tencentyun/qcloud-documents,
 * product/移动与通信/应用服务平台/购买指南/价格文档.md), which is the newest whole price list we found. Two of its figures,
 * 100 million calls for 2,500 yuan and 300 GB for 169 yuan, stood unchanged in WeChat's 资源包 page of 2026-06
 * (developers.weixin.qq.com/minigame/dev/wxcloud/billing/package.md).
 */
export interface Plan {
  name: string
  yuanPerMonth: number
  /** What a month includes. */
  calls: number
  storageGb: number
  gbSeconds: number
  cdnGb: number
}

export const LOOKED_AT = '2026-11-22'
export const PRICE_LIST_OF = '2022'

export const PLANS: Plan[] = [
  { name: '个人版', yuanPerMonth: 19.9, calls: 200_000, storageGb: 2, gbSeconds: 100_000, cdnGb: 5 },
  { name: '入门版', yuanPerMonth: 99, calls: 5_000_000, storageGb: 30, gbSeconds: 300_000, cdnGb: 80 },
  { name: '初创版', yuanPerMonth: 299, calls: 10_000_000, storageGb: 100, gbSeconds: 450_000, cdnGb: 200 },
  { name: '商用版', yuanPerMonth: 499, calls: 20_000_000, storageGb: 200, gbSeconds: 600_000, cdnGb: 400 },
  { name: '团队版', yuanPerMonth: 999, calls: 50_000_000, storageGb: 300, gbSeconds: 1_000_000, cdnGb: 600 },
]

/** Yuan for what a plan does not include. */
export const BEYOND_PLAN = {
  per10000Calls: 0.5,
  perGbDay: 0.1,
  perGbSecond: 0.00011108,
  perCdnGb: 0.21,
}

/** What is not certain, printed under every estimate. */
export const DOUBTS = [
  '套餐和单价出自 2022 年的价格文档；2026 年另有「资源点」计费，各资源折合多少点，没有查到公开的说明。',
  '「调用次数」按文档算：云函数调用、数据库读写、云存储上传下载各算一次；一次数据库请求读写多个文档时仍按一次算，这一点文档没有写明。',
  '数据库实时推送（watch）、内容审核、触发器：文档写明内测期间不收费，后来怎样没有查到，这里按不收费算。',
  '手机直接读数据库（watch 的首次读取）没有计入；函数回给手机的字节不单独计费（外网出流量只算函数主动访问外网）。',
]
