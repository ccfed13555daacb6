/** The postcard as a picture: to keep in the album, to send to others. */
import { stateOf } from '../../../components/page-state/states'
import type { PageState } from '../../../components/page-state/states'
import { isPassing } from '../../../services/cloud'
import { lastStanding } from '../../../services/people'
import { lastEvent, lastRoute, openRoute } from '../../../services/rallies'
import type { OpenRoute } from '../../../services/rallies'
import { ownStamps, placesOf } from '../postcard/places'
import { canvasOf, pictureOf } from '../canvas/canvas-node'
import { HEIGHT, paintKeepsake, WIDTH, type Keepsake } from './paint'
import { saveToAlbum } from './album'

const VIGNETTES = '/packages/rallies/images/vignettes'

Page({
  data: { state: 'loading' as PageState, sentence: '', picture: '', problem: '', name: '' },

  routeId: '',

  onLoad(options: { routeId?: string }) {
    this.routeId = options.routeId ?? ''
    wx.showShareMenu({ menus: ['shareAppMessage', 'shareTimeline'], fail: () => undefined })
    void this.load()
  },
  async load() {
    const answer = await openRoute(this.routeId)
    const route = answer.ok ? answer.data : isPassing(answer.code) ? lastRoute(this.routeId) : null
    if (!route) return this.setData(answer.ok ? { state: 'empty' } : stateOf(answer))
    this.setData({ state: 'ready', name: route.route.name }, () => void this.paint(keepsakeOf(route)))
  },

  async paint(card: Keepsake) {
    const canvas = await canvasOf(this, '#card')
    if (!canvas) return this.setData({ problem: '这部手机画不出图片，可以在明信片那一页截屏' })
    canvas.width = WIDTH
    canvas.height = HEIGHT
    const drawings = new Map<string, unknown>()
    await Promise.all(
      card.treasures.map(
        ({ drawing }) =>
          new Promise<void>((resolve) => {
            const image = canvas.createImage()
            image.onload = () => resolve(void drawings.set(drawing, image))
            image.onerror = () => resolve()
            image.src = `${VIGNETTES}/${drawing}.png`
          }),
      ),
    )
    paintKeepsake(canvas.getContext('2d'), card, (drawing) => drawings.get(drawing) ?? null)
    try {
      this.setData({ picture: await pictureOf(canvas), problem: '' })
    } catch {
      this.setData({ problem: '图片没有画好，请返回再进来一次' })
    }
  },

  look() {
    if (this.data.picture) wx.previewImage({ urls: [this.data.picture], current: this.data.picture })
  },
  async save() {
    const { picture } = this.data
    if (!picture) return
    const done = await saveToAlbum(picture)
    if (done) wx.showToast({ title: '存到相册了', icon: 'success' })
  },
  onShareAppMessage() {
    const { name, picture } = this.data
    return {
      title: `我在「${name}」盖章，一起来走走`,
      path: `/packages/rallies/route/route?routeId=${this.routeId}`,
      ...(picture ? { imageUrl: picture } : {}),
    }
  },
  onShareTimeline() {
    const { name, picture } = this.data
    return { title: `我在「${name}」盖章，一起来走走`, ...(picture ? { imageUrl: picture } : {}) }
  },
})

function keepsakeOf({ route, treasures, points, cards, stamps }: OpenRoute): Keepsake {
  const ordered = [...points].sort((a, b) => a.order - b.order)
  const places = placesOf(ordered, ownStamps(cards, stamps))
  const got = places.filter(({ kind }) => kind === 'stamped').length
  return {
    routeName: route.name,
    district: lastEvent()?.event?.district ?? lastStanding()?.district ?? '',
    progress:
      got < route.pointCount ? `盖了 ${got} 个，还差 ${route.pointCount - got} 个点` : `${got} 个点都盖齐了`,
    serial: cards[0]?.serial ?? '',
    treasures,
    places,
  }
}
