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
  samples: { name: string; draw(): Promise<Blob> }[]
  accept: string
  count: number
}): Promise<ChosenFile[] | null> {
  const { box, close } = openSheet('phone-choice', 'dialog')
  box.setAttribute('aria-label', asked.title)
  const head = addText(box, 'div', 'phone-choice-head', '')
  const list = addText(box, 'div', 'phone-choice-list', '')
  const chosen = new Map<number, ChosenFile>()
  return new Promise((resolve) => {
    const answer = (files: ChosenFile[] | null) => {
      close()
      resolve(files)
    }
    addButton(head, 'phone-choice-cancel', '取消', () => answer(null))
    addText(head, 'span', 'phone-choice-title', asked.title)
    const finish = addButton(head, 'phone-choice-done', '完成', () =>
      answer([...chosen.values()]),
    ) as HTMLButtonElement
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
      answer([...chosen.values(), ...(await Promise.all(read))])
    })
    box.append(field)
    addButton(box, 'phone-choice-computer', '从这台电脑选', () => field.click())

    asked.samples.forEach(({ name, draw }, at) => {
      const button = addButton(list, 'phone-choice-item', '', () => {
        if (!chosen.delete(at) && file && chosen.size < asked.count) chosen.set(at, file)
        button.setAttribute('aria-pressed', String(chosen.has(at)))
        finish.disabled = chosen.size === 0
      })
      button.setAttribute('aria-label', name)
      button.setAttribute('aria-pressed', 'false')
      let file: ChosenFile | null = null
      void draw().then((blob) => {
        file = { name, blob }
        const image = document.createElement('img')
        image.alt = ''
        image.src = URL.createObjectURL(blob)
        image.onload = () => URL.revokeObjectURL(image.src)
        button.append(image)
        button.dataset.ready = 'yes'
      })
    })
  })
}
