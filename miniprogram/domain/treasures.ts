/** 成华十宝 of the picture side: 2 + 2 + 2 + 4 drawings of our own. The article names the groups, not the ten. */
import type { Treasure } from './contract/rallies'

const GROUPS: Record<string, [drawing: string, name: string][]> = {
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

export const TREASURES: Treasure[] = Object.entries(GROUPS).flatMap(([group, drawings]) =>
  drawings.map(([drawing, name]) => ({ group, name: `${name}（示例）`, drawing })),
)
