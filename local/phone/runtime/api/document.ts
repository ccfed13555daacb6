import { addressOf, putTemporary } from '../files/disk'
import { isFolder, tidy } from '../files/tree'
import { addText, addButton, openSheet } from '../sheets/sheet'
import { chooseFiles } from '../sheets/choose-files'
import { ApiFailure, callable } from './call'
import { endingOf } from './download-file'

const KINDS = ['doc', 'docx', 'xls', 'xlsx', 'ppt', 'pptx', 'pdf']
const ACCEPT: Record<string, string> = { all: '', image: 'image/*', video: 'video/*', file: '' }
const MOST = 100

const typeOf = ({ type }: Blob) =>
  (/^(image|video)\//.exec(type)?.[1] ?? 'file') as 'image' | 'video' | 'file'

interface ChooseMessageFile {
  count: number
  type?: string
  extension?: string[]
}

/** Files of chats: on this phone they come from the computer. */
export const documentApi = {
  chooseMessageFile: callable<ChooseMessageFile>(
    'chooseMessageFile',
    async ({ count, type = 'all', extension = [] }) => {
      if (!Number.isInteger(count) || count < 1 || count > MOST)
        throw new ApiFailure(`parameter error: count should be from 1 to ${MOST}`)
      if (!Object.hasOwn(ACCEPT, type)) throw new ApiFailure(`parameter error: type ${type}`)
      const endings = type === 'file' ? extension.map((one) => `.${one.replace(/^\./, '')}`) : []
      const accept = endings.join(',') || (ACCEPT[type] ?? '')
      const chosen = await chooseFiles({ title: '选择聊天中的文件', samples: [], accept, count })
      if (!chosen) throw new ApiFailure('cancel')
      const fitting = chosen.filter(
        ({ name, blob }) =>
          (type === 'all' || typeOf(blob) === type) &&
          (endings.length === 0 ||
            endings.some((ending) => name.toLowerCase().endsWith(ending.toLowerCase()))),
      )
      if (fitting.length === 0) throw new ApiFailure('cancel')
      const time = Math.floor(Date.now() / 1000)
      const tempFiles = fitting.map(({ name, blob }) => ({
        name,
        path: putTemporary(blob, endingOf(name, blob.type)),
        size: blob.size,
        time,
        type: typeOf(blob),
      }))
      return { tempFiles }
    },
  ),
  openDocument: callable<{ filePath: string; fileType?: string }>(
    'openDocument',
    ({ filePath, fileType }) => {
      const path = tidy(filePath, 'filePath')
      const address = isFolder(path) ? '' : addressOf(path)
      if (!address) throw new ApiFailure('the file does not exist')
      const kind = fileType ?? endingOf(path, '').slice(1).toLowerCase()
      if (!KINDS.includes(kind)) throw new ApiFailure('filetype not supported')
      const { box, close } = openSheet('phone-choice', 'dialog')
      box.setAttribute('aria-label', '文件预览')
      const head = addText(box, 'div', 'phone-choice-head', '')
      addButton(head, 'phone-choice-cancel', '关闭', close)
      addText(box, 'p', 'phone-choice-title', `${kind.toUpperCase()} 文件（${path.split('/').pop()}）`)
      // the phone does not draw documents; the computer can
      const save = addText(box, 'a', 'phone-choice-computer', '存到这台电脑') as HTMLAnchorElement
      Object.assign(save, { href: address, download: `document.${kind}` })
    },
  ),
}
