/** The five tabs, and which of them a deployment shows. */
import type { AreaName } from '../domain/areas'

export interface Tab {
  name: string
  text: string
  icon: string
  path: string
  /** Shown only when this area is switched on. */
  area: AreaName | null
}

export const TABS: Tab[] = [
  { name: 'home', text: '首页', icon: 'home', path: '/pages/home/home', area: null },
  { name: 'groups', text: '群聊', icon: 'chat', path: '/pages/groups/groups', area: 'groups' },
  { name: 'requests', text: '诉求', icon: 'assignment', path: '/pages/requests/requests', area: 'requests' },
  { name: 'rallies', text: '打卡', icon: 'location', path: '/pages/rallies/rallies', area: 'rallies' },
  { name: 'me', text: '我的', icon: 'user', path: '/pages/me/me', area: null },
]

/** Before the cloud has ever said what is on, only the tabs that are always there. */
export function tabsFor(areas: AreaName[]): Tab[] {
  return TABS.filter((tab) => tab.area === null || areas.includes(tab.area))
}
