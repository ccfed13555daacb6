/** The other doors of 诉求: finding what one called in; for staff, typing in for others and gatherings. */

interface Door {
  label: string
  words: string
  url: string
}

const OWN: Door[] = [
  { label: '打过电话、到过窗口', words: '用手机号和编号找回那件诉求', url: '/packages/requests/claim/claim' },
  {
    label: '首席代表',
    words: '每个单位一位，有事先找他',
    url: '/packages/requests/representatives/representatives',
  },
]
const STAFF: Door[] = [
  { label: '替人记下', words: '电话、窗口、老群里说的', url: '/packages/requests/type-in/type-in' },
  {
    label: '活动现场',
    words: '座谈会上说的，当场记、当场派',
    url: '/packages/requests/gatherings/gatherings',
  },
]

Component({
  properties: { staff: { type: Boolean, value: false } },
  data: { doors: OWN },
  observers: {
    staff(staff: boolean) {
      this.setData({ doors: staff ? [...STAFF, ...OWN] : OWN })
    },
  },
  methods: {
    open(event: WechatMiniprogram.TouchEvent) {
      wx.navigateTo({ url: (event.currentTarget.dataset as { url: string }).url })
    },
  },
})
