import { lastStanding } from '../services/people'
import { tabsFor } from './tabs'
import type { Tab } from './tabs'

Component({
  data: { selected: '', tabs: [] as Tab[], scale: 1 },
  lifetimes: {
    attached() {
      this.refresh('')
    },
  },
  methods: {
    /** Called by each tab page when it shows, and again once it knows which areas are on. */
    refresh(selected: string) {
      const tabs = tabsFor(lastStanding()?.areas ?? [])
      // Beyond 1.3 five labels no longer fit side by side; the icons still tell them apart.
      const scale = Math.min(wx.getAppBaseInfo().fontSizeScaleFactor || 1, 1.3)
      this.setData({ selected: selected || this.data.selected, tabs, scale })
    },
    go(event: WechatMiniprogram.TouchEvent) {
      const { path } = event.currentTarget.dataset as { path: string }
      wx.switchTab({ url: path })
    },
  },
})
