const ZONE = { timeZone: 'Asia/Shanghai', hour12: false } as const

/** 15:04, in China's time wherever the desk stands. @param at epoch ms */
export const clockTime = (at: number) =>
  new Date(at).toLocaleTimeString('zh-CN', { ...ZONE, hour: '2-digit', minute: '2-digit' })

/** 4月13日星期日 */
export const dayName = (at: number) =>
  new Date(at).toLocaleDateString('zh-CN', { ...ZONE, month: 'long', day: 'numeric', weekday: 'long' })
