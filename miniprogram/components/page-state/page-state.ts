/**
 * The frame of every page: follows the reader's font setting, and stands in while there is nothing to show.
 * Default slot: the page once it is ready. Slot `sheets`: pop-ups, there in every state.
 */
import type { PageState } from './states'

interface Face {
  icon: string
  title: string
  sentence: string
  action: string
}

const FACES: Record<Exclude<PageState, 'loading' | 'ready'>, Face> = {
  empty: { icon: 'tea', title: '这里还没有内容', sentence: '', action: '' },
  error: { icon: 'info-circle', title: '没有打开', sentence: '请再试一次', action: '再试一次' },
  offline: { icon: 'wifi-off', title: '现在没有网络', sentence: '连上网络后就能看到', action: '再试一次' },
  forbidden: { icon: 'lock-on', title: '这里进不去', sentence: '', action: '' },
  consent: {
    icon: 'secured',
    title: '先登记一下',
    sentence: '看一眼隐私说明，同意后就能继续',
    action: '看隐私说明',
  },
}

const SKELETON = [
  { width: '55%', height: '28px', borderRadius: '8px' },
  { width: '100%', height: '96px', borderRadius: '12px' },
  { width: '100%', height: '96px', borderRadius: '12px' },
  { width: '70%', height: '20px', borderRadius: '8px' },
]

Component({
  options: { multipleSlots: true },
  properties: {
    state: { type: String, value: 'loading' },
    /** The four below replace the words of the state. */
    icon: { type: String, value: '' },
    title: { type: String, value: '' },
    sentence: { type: String, value: '' },
    action: { type: String, value: '' },
    /** A line above a ready page, such as what is shown being an older copy. */
    notice: { type: String, value: '' },
  },
  data: { scale: 1, face: FACES.empty, skeleton: SKELETON },
  observers: {
    'state, icon, title, sentence, action'(state: string) {
      if (state === 'ready' || state === 'loading') return
      const face = FACES[state as keyof typeof FACES] ?? FACES.error
      const { icon, title, sentence, action } = this.data
      this.setData({
        face: {
          icon: icon || face.icon,
          title: title || face.title,
          // An offline page says its own words: those of the refusal speak of content that waits to be sent.
          sentence: state === 'offline' ? face.sentence : sentence || face.sentence,
          action: action || face.action,
        },
      })
    },
  },
  lifetimes: {
    attached() {
      this.followFontSetting()
    },
  },
  pageLifetimes: {
    show() {
      this.followFontSetting()
    },
  },
  methods: {
    followFontSetting() {
      const scale = wx.getAppBaseInfo().fontSizeScaleFactor || 1
      if (scale !== this.data.scale) this.setData({ scale })
    },
    act() {
      this.triggerEvent('action', { state: this.data.state })
    },
  },
})
