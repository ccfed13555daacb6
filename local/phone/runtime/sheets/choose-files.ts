import { SAMPLE_WIDTH, type SamplePicture } from './sample-pictures'
import { addButton, addText, openSheet } from './sheet'

export interface ChosenFile {
  name: string
  blob: Blob
}

/**
 * The album, or the files handed over in chats: what lies there to try with, and files of this computer.
 * @param accept as of an HTML file field; '' takes every file
 * @returns null for 取消
 */
export function chooseFiles(asked: {
  title: string
  samples: SamplePicture[]
  accept: string
  count: number
}): Promise<ChosenFile[] | null> {
  const { box, close } = openSheet('phone-choice', 'dialog')
  box.setAttribute('aria-label', asked.title)
  const head = addText(box, 'div', 'phone-choice-head', '')
  const list = addText(box, 'div', 'phone-choice-list', '')
  const chosen = new Set<SamplePicture>()
  return new Promise((resolve) => {
    const answer = (files: ChosenFile[]) => {
      close()
      void Promise.all([...chosen].map(drawn)).then((samples) => resolve([...samples, ...files]))
    }
    const cancel = () => {
      close()
      resolve(null)
    }
    addButton(head, 'phone-choice-cancel', '取消', cancel)
    addText(head, 'span', 'phone-choice-title', asked.title)
    const finish = addButton(head, 'phone-choice-done', '完成', () => answer([])) as HTMLButtonElement
    finish.disabled = true

    const field = document.createElement('input')
    Object.assign(field, { type: 'file', accept: asked.accept, multiple: asked.count > 1, hidden: true })
    field.addEventListener('change', async () => {
      const files = [...(field.files ?? [])].slice(0, asked.count - chosen.size)
      // their bytes now: the file on the computer may change or go
      const read = files.map(async (file) => ({
        name: file.name,
        blob: new Blob([await file.arrayBuffer()], { type: file.type }),
      }))
      answer(await Promise.all(read))
    })
    box.append(field)
    addButton(box, 'phone-choice-computer', '从这台电脑选', () => field.click())

    for (const sample of asked.samples) {
      const button = addButton(list, 'phone-choice-item', '', () => {
        if (!chosen.delete(sample) && chosen.size < asked.count) chosen.add(sample)
        button.setAttribute('aria-pressed', String(chosen.has(sample)))
        finish.disabled = chosen.size === 0
      })
      button.setAttribute('aria-label', sample.name)
      button.setAttribute('aria-pressed', 'false')
      button.append(sample.draw(THUMBNAIL_WIDTH))
    }
  })
}

/** In px; a third of a screen. */
const THUMBNAIL_WIDTH = 250

const drawn = ({ name, draw }: SamplePicture): Promise<ChosenFile> =>
  new Promise((resolve) =>
    draw(SAMPLE_WIDTH).toBlob((blob) => resolve({ name, blob: blob as Blob }), 'image/jpeg', 0.92),
  )
