export type Side = 'left' | 'right'
export const SIDES: readonly Side[] = ['left', 'right']
export const SIDE_NAMES: Record<Side, string> = { left: '左机', right: '右机' }
