/** A carnival from one spreadsheet, handed over as a chat file: what was taken, or what is wrong, cell by cell. */
import type { Answer } from '../../../domain/contract/envelope'
import type { EventImportResult } from '../../../domain/contract/rallies/operating'
import { sentenceFor } from '../../../domain/errors'
import { isPassing } from '../../../services/cloud'
import { makeId } from '../../../services/ids'
import { eventTemplate, importEvent } from '../../../services/rallies/operating'

Page({
  data: {
    state: 'ready',
    busy: '' as '' | 'template' | 'import',
    fileName: '',
    problem: '',
    /** The file is still here: nothing needs to be chosen again. */
    again: false,
    result: null as EventImportResult | null,
  },

  /** The file being handed over, until the cloud has decided: trying again is the same import. */
  file: null as { importId: string; path: string } | null,

  async template() {
    if (this.data.busy) return
    this.setData({ busy: 'template', problem: '' })
    const answer = await eventTemplate()
    this.setData({ busy: '' })
    if (!answer.ok) return this.setData({ problem: wordsOf(answer) })
    wx.openDocument({
      filePath: answer.data.path,
      fileType: 'xlsx',
      showMenu: true,
      fail: () => this.setData({ problem: '模板没有打开，请再点一次' }),
    })
  },
  choose() {
    if (this.data.busy) return
    wx.chooseMessageFile({
      count: 1,
      type: 'file',
      extension: ['xlsx'],
      success: ({ tempFiles: [file] }) => {
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
    this.setData({ busy: 'import', problem: '', again: false, result: null })
    const answer = await importEvent(this.file.importId, this.file.path)
    this.setData({ busy: '' })
    if (!answer.ok) {
      const again = isPassing(answer.code)
      if (!again) this.file = null
      return this.setData({ problem: wordsOf(answer), again })
    }
    this.file = null
    this.setData({ result: answer.data })
  },
  retry() {
    void this.send()
  },
})

function wordsOf(refusal: Extract<Answer, { ok: false }>): string {
  if (refusal.code === 'OFFLINE') return '现在没有网络，连上再点一次'
  return sentenceFor(refusal.code, refusal.facts)
}
