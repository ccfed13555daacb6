/** 点位照片: what each point looks like, at most three pictures, for those who look for it. */
import type { OperatedPicture, PicturedPoint } from '../../../domain/contract/rallies/pictures'
import { sentenceFor } from '../../../domain/errors'
import { POINT_PICTURES_MAX } from '../../../domain/point-pictures'
import { stateOf } from '../../../components/page-state/states'
import type { PageState } from '../../../components/page-state/states'
import { choosePictures } from '../../../services/choose-pictures'
import type { DraftPicture } from '../../../services/drafts'
import { dropFile } from '../../../services/files'
import { addPointPicture, listPointPictures, removePointPicture } from '../../../services/rallies/operating'

const WORDS = { checking: '检查中', shown: '', refused: '没通过，大家看不到' } as const

interface PointCard extends Omit<PicturedPoint, 'pictures'> {
  pictures: (OperatedPicture & { words: string })[]
  /** How many more there may be. */
  room: number
}

interface Waiting {
  pointId: string
  picture: DraftPicture
}

Page({
  data: {
    state: 'loading' as PageState,
    sentence: '',
    routes: [] as { routeId: string; name: string; points: PointCard[] }[],
    /** The point one is being added to. */
    busy: '',
    /** The point a problem is about, and whether there is something to try again. */
    troubled: '',
    problem: '',
    again: false,
  },

  eventId: '',
  /** Chosen and not there yet: a lost network does not cost them. */
  waiting: [] as Waiting[],

  onLoad(options: { eventId?: string }) {
    this.eventId = options.eventId ?? ''
    void this.load()
  },
  async load() {
    const answer = await listPointPictures(this.eventId)
    if (!answer.ok) return this.data.state === 'ready' ? undefined : this.setData(stateOf(answer))
    const { points } = answer.data
    const routes = [...new Map(points.map(({ routeId, routeName }) => [routeId, routeName]))]
    this.setData({
      state: points.length > 0 ? 'ready' : 'empty',
      routes: routes.map(([routeId, name]) => ({
        routeId,
        name,
        points: points.filter((point) => point.routeId === routeId).map(cardOf),
      })),
    })
  },
  async add(event: WechatMiniprogram.TouchEvent) {
    const { id: pointId, room } = event.currentTarget.dataset as { id: string; room: number }
    if (this.data.busy) return
    const { pictures, trouble } = await choosePictures(room)
    this.setData({ problem: trouble, troubled: pointId, again: false })
    this.waiting.push(...pictures.map((picture) => ({ pointId, picture })))
    void this.send()
  },
  /** One after the other, so that what is there stays there when the network goes. */
  async send() {
    if (this.data.busy) return
    for (let next = this.waiting[0]; next; next = this.waiting[0]) {
      const { pointId, picture } = next
      this.setData({ busy: pointId, again: false })
      const answer = await addPointPicture(pointId, picture)
      this.setData({ busy: '' })
      if (!answer.ok) return this.keep(pointId, sentenceFor(answer.code, answer.facts), answer.code)
      this.waiting.shift()
      dropFile(picture.path)
      await this.load()
    }
  },
  /** What will not do however often it is tried is let go; the rest waits for a tap. */
  keep(pointId: string, problem: string, code: string) {
    const final = code.startsWith('PICTURE_') || code === 'POINT_PICTURES_FULL'
    if (final) this.waiting.splice(0, 1).forEach(({ picture }) => dropFile(picture.path))
    this.setData({ troubled: pointId, problem, again: this.waiting.length > 0 })
  },
  look(event: WechatMiniprogram.TouchEvent) {
    const { url } = event.currentTarget.dataset as { url: string }
    wx.previewImage({ current: url, urls: [url] })
  },
  takeOut(event: WechatMiniprogram.TouchEvent) {
    const { id, point, name } = event.currentTarget.dataset as { id: string; point: string; name: string }
    wx.showModal({
      title: `去掉「${name}」的这张照片？`,
      content: '大家下次打开路线就看不到了',
      confirmText: '去掉',
      success: ({ confirm }) => {
        if (confirm) void this.remove(point, id)
      },
    })
  },
  async remove(pointId: string, pictureId: string) {
    const answer = await removePointPicture(pointId, pictureId)
    if (!answer.ok)
      return this.setData({ troubled: pointId, problem: sentenceFor(answer.code, answer.facts) })
    this.setData({ problem: '' })
    void this.load()
  },
  onUnload() {
    for (const { picture } of this.waiting) dropFile(picture.path)
  },
})

function cardOf({ pictures, ...point }: PicturedPoint): PointCard {
  return {
    ...point,
    pictures: pictures.map((picture) => ({ ...picture, words: WORDS[picture.state] })),
    room: POINT_PICTURES_MAX - pictures.length,
  }
}
