import { addButton, addText, openSheet } from './sheet'

interface Columns {
  columns: string[][]
  indexes: number[]
}

/**
 * Choose one word in each column.
 * @param turned called when a column was turned; gives the columns as they are then
 * @returns positions, or null for 取消
 */
export function pickFromColumns(
  title: string,
  start: Columns,
  turned: (column: number, index: number, chosen: number[]) => Columns,
): Promise<number[] | null> {
  const { mask, box, close } = openSheet('phone-picker', 'dialog')
  const head = addText(box, 'div', 'phone-picker-head', '')
  const body = addText(box, 'div', 'phone-picker-columns', '')
  let columns = start.columns
  const chosen = [...start.indexes]

  const draw = () => {
    body.replaceChildren(
      ...columns.map((words, column) => {
        const list = document.createElement('ul')
        list.setAttribute('role', 'listbox')
        words.forEach((word, index) => {
          const option = addText(list, 'li', 'phone-picker-option', word)
          option.setAttribute('role', 'option')
          option.setAttribute('aria-selected', String(index === chosen[column]))
          option.addEventListener('click', () => {
            chosen[column] = index
            columns = turned(column, index, chosen).columns
            columns.forEach(
              (now, other) => (chosen[other] = Math.min(chosen[other] ?? 0, Math.max(now.length - 1, 0))),
            )
            draw()
          })
        })
        return list
      }),
    )
    body
      .querySelectorAll('[aria-selected="true"]')
      .forEach((option) => option.scrollIntoView({ block: 'center' }))
  }

  return new Promise((resolve) => {
    const answer = (indexes: number[] | null) => {
      close()
      resolve(indexes)
    }
    addButton(head, 'phone-picker-cancel', '取消', () => answer(null))
    addText(head, 'span', 'phone-picker-title', title)
    addButton(head, 'phone-picker-done', '确定', () => answer(chosen))
    mask.addEventListener('click', (event) => event.target === mask && answer(null))
    draw()
  })
}
