/** 群主 or an operator hands over the spreadsheet, and reads row by row what was taken and what is wrong. */
import type { Answer } from '../../../domain/contract/envelope'
import type { RosterImportResult, RosterRowView } from '../../../domain/contract/groups/roster'
import { sentenceFor } from '../../../domain/errors'
import { stateOf } from '../../../components/page-state/states'
import type { PageState } from '../../../components/page-state/states'
import { isPassing } from '../../../services/cloud'
import { dropRow, importRoster, listRoster, rosterTemplate } from '../../../services/groups/roster'
import { makeId } from '../../../services/ids'

Page({
  data: {
    state: 'loading' as PageState,
    sentence: '',
    waiting: 0,
    claimed: 0,
    busy: '' as '' | 'template' | 'import',
    refusal: '',
    /** The file is still here: nothing needs to be chosen again. */
    again: false,
    fileName: '',
    result: null as RosterImportResult | null,
    missing: [] as RosterRowView[],
  },

  conversationId: '',
  /** The file being handed over, until the cloud has decided: trying again is the same import. */
  file: null as { importId: string; path: string } | null,

  onLoad(options: { conversationId?: string; name?: string }) {
    this.conversationId = options.conversationId ?? ''
    // An operator comes from a list of groups: which one he chose stands above.
    if (options.name) wx.setNavigationBarTitle({ title: decodeURIComponent(options.name) })
    void this.load()
  },
  /** How many the roster waits for. */
  async load() {
    let [waiting, claimed] = [0, 0]
    let after: string | null = null
    do {
      const answer: Awaited<ReturnType<typeof listRoster>> = await listRoster(this.conversationId, after)
      if (!answer.ok) return this.setData(stateOf(answer))
      const open = answer.data.rows.filter(({ state }) => state === 'open').length
      waiting += open
      claimed += answer.data.rows.length - open
      after = answer.data.after
    } while (after !== null)
    this.setData({ state: 'ready', waiting, claimed })
  },
  act() {
    this.setData({ state: 'loading' })
    void this.load()
  },

  async template() {
    if (this.data.busy) return
    this.setData({ busy: 'template', refusal: '' })
    const answer = await rosterTemplate(this.conversationId)
    this.setData({ busy: '' })
    if (!answer.ok) return this.setData({ refusal: wordsOf(answer) })
    wx.openDocument({
      filePath: answer.data.path,
      fileType: 'xlsx',
      showMenu: true,
      fail: () => this.setData({ refusal: '模板没有打开，请再点一次' }),
    })
  },

  choose() {
    if (this.data.busy) return
    wx.chooseMessageFile({
      count: 1,
      type: 'file',
      extension: ['xlsx'],
      success: ({ tempFiles }) => {
        const [file] = tempFiles
        if (!file) return
        this.file = { importId: makeId(), path: file.path }
        this.setData({ fileName: file.name })
        void this.send()
      },
      fail: () => undefined, // Put off by himself: nothing to say.
    })
  },
  async send() {
    if (!this.file || this.data.busy) return
    this.setData({ busy: 'import', refusal: '', again: false, result: null })
    const answer = await importRoster(this.conversationId, this.file.importId, this.file.path)
    this.setData({ busy: '' })
    if (!answer.ok) {
      const again = isPassing(answer.code)
      if (!again) this.file = null
      return this.setData({ refusal: wordsOf(answer), again })
    }
    this.file = null
    this.setData({ result: answer.data, missing: answer.data.missing })
    await this.load()
  },
  retry() {
    void this.send()
  },

  drop(event: WechatMiniprogram.TouchEvent) {
    const { id, name } = event.currentTarget.dataset as { id: string; name: string }
    wx.showModal({
      title: `从名册里去掉${name}？`,
      content: '已经进群的还在群里，要移出请到他的名片里点',
      confirmText: '去掉',
      success: ({ confirm }) => confirm && void this.dropNow(id),
    })
  },
  async dropNow(rowId: string) {
    const answer = await dropRow(this.conversationId, rowId)
    if (!answer.ok) return this.setData({ refusal: wordsOf(answer) })
    this.setData({ missing: this.data.missing.filter((row) => row.rowId !== rowId) })
    await this.load()
  },
})

function wordsOf(refusal: Extract<Answer, { ok: false }>): string {
  if (refusal.code === 'OFFLINE') return '现在没有网络，连上再点一次'
  return sentenceFor(refusal.code, refusal.facts)
}
