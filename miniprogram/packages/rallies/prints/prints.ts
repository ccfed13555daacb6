/** 打印: sheets, paper cards and desk signs as a PDF that goes to a chat, from where a printer takes it. */
import { sentenceFor } from '../../../domain/errors'
import { stateOf } from '../../../components/page-state/states'
import type { PageState } from '../../../components/page-state/states'
import { eventPlaces, makePaperCards } from '../../../services/rallies/operating'
import type { EventPlaces } from '../../../services/rallies/operating'
import { canvasOf, pictureOf } from '../canvas/canvas-node'
import { A4_HEIGHT, A4_WIDTH, type PaintPage } from './a4'
import { pdfOfPictures, type PdfPicture } from './pdf'
import { pagesOf, printJobs } from './print-jobs'
import type { PrintJob } from './print-jobs'

/** Twenty-five pages: what a phone paints in half a minute and a chat takes at once. */
const CARDS_AT_ONCE = 100

Page({
  data: {
    state: 'loading' as PageState,
    sentence: '',
    jobs: [] as PrintJob[],
    /** 正在画 3/7 */
    busy: '',
    problem: '',
    made: null as { name: string; pages: number } | null,
  },

  eventId: '',
  sheetId: '',
  places: null as EventPlaces | null,
  path: '',

  onLoad(options: { eventId?: string; sheetId?: string }) {
    this.eventId = options.eventId ?? ''
    this.sheetId = options.sheetId ?? ''
    void this.load()
  },
  onUnload() {
    this.forget()
  },
  async load() {
    const answer = await eventPlaces(this.eventId)
    if (!answer.ok) return this.setData(stateOf(answer))
    this.places = answer.data
    const jobs = printJobs(answer.data, this.sheetId)
    this.setData({ state: jobs.length > 0 ? 'ready' : 'empty', jobs })
  },

  choose(event: WechatMiniprogram.TouchEvent) {
    const { key } = event.currentTarget.dataset as { key: string }
    const job = this.data.jobs.find((each) => each.key === key)
    if (!job || this.data.busy) return
    if (job.kind !== 'cards') return void this.print(job)
    wx.showModal({
      title: `印几张？最多 ${CARDS_AT_ONCE} 张`,
      content: '20',
      editable: true,
      confirmText: '做成 PDF',
      success: ({ confirm, content = '' }) => {
        if (confirm) void this.printCards(job, Number(content.trim()))
      },
    })
  },
  async printCards(job: PrintJob, count: number) {
    if (!Number.isInteger(count) || count < 1 || count > CARDS_AT_ONCE)
      return this.setData({ problem: `请写 1 到 ${CARDS_AT_ONCE} 的数` })
    this.setData({ busy: '正在编号', problem: '' })
    const answer = await makePaperCards(job.routeId, count)
    if (!answer.ok) return this.setData({ busy: '', problem: sentenceFor(answer.code, answer.facts) })
    await this.print(job, answer.data.serials)
  },
  async print(job: PrintJob, serials: string[] = []) {
    const pages = pagesOf(this.places!, job, serials)
    this.setData({ busy: '正在画', problem: '' })
    try {
      const pdf = pdfOfPictures(await this.paint(pages))
      this.forget()
      this.path = `${wx.env.USER_DATA_PATH}/${job.name.replace(/[\\/:*?"<>|“”\s]/g, '')}.pdf`
      wx.getFileSystemManager().writeFileSync(this.path, pdf)
      this.setData({ busy: '', made: { name: job.name, pages: pages.length } })
    } catch {
      this.setData({ busy: '', problem: '没有画成，请关掉别的小程序再试一次' })
    }
  },
  async paint(pages: PaintPage[]): Promise<PdfPicture[]> {
    const canvas = await canvasOf(this, '#page')
    if (!canvas) throw new Error('no canvas')
    const pictures: PdfPicture[] = []
    for (const [at, page] of pages.entries()) {
      this.setData({ busy: `正在画 ${at + 1}/${pages.length}` })
      // Giving the size anew wipes what was painted before.
      Object.assign(canvas, { width: A4_WIDTH, height: A4_HEIGHT })
      page(canvas.getContext('2d'))
      const bytes = wx.getFileSystemManager().readFileSync(await pictureOf(canvas)) as ArrayBuffer
      pictures.push({ bytes: new Uint8Array(bytes), width: A4_WIDTH, height: A4_HEIGHT })
    }
    return pictures
  },

  send() {
    wx.shareFileMessage({
      filePath: this.path,
      fail: ({ errMsg }) => {
        if (!/cancel/.test(errMsg)) this.setData({ problem: '没有发成。点「打开看看」，再从右上角发' })
      },
    })
  },
  look() {
    wx.openDocument({
      filePath: this.path,
      fileType: 'pdf',
      showMenu: true,
      fail: () => this.setData({ problem: '没有打开，请再点一次' }),
    })
  },
  more() {
    this.setData({ made: null, problem: '' })
  },
  /** A print is made anew in seconds: it need not stay on the phone. */
  forget() {
    if (this.path) wx.getFileSystemManager().unlink({ filePath: this.path, fail: () => undefined })
    this.path = ''
  },
})
