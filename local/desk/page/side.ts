export type Side = 'left' | 'right' | 'third'
export const SIDES: readonly Side[] = ['left', 'right', 'third']
export const SIDE_NAMES: Record<Side, string> = { left: '左机', right: '右机', third: '第三机' }
