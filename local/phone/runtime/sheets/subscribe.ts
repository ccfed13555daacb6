import { addButton, addText, openSheet } from './sheet'

export interface AskedTemplate {
  id: string
  title: string
  kind: 'once' | 'long'
  fields: { label: string }[]
}
type Choice = 'accept' | 'reject'

/**
 * WeChat's sheet that asks whether the app may send messages. With several, each has a tick of its own.
 * @returns a choice for each, and whether it shall hold from now on
 */
export function askToSubscribe(
  templates: AskedTemplate[],
): Promise<{ choices: Record<string, Choice>; keep: boolean }> {
  const { box, close } = openSheet('phone-subscribe phone-consent', 'dialog')
  const appName =
    document.querySelector('.phone-layer:not([hidden]) .phone-nav-title')?.textContent || '小程序'
  addText(box, 'p', 'phone-consent-app', `${appName} 申请`)
  const once = templates[0]?.kind === 'once'
  addText(box, 'h2', 'phone-consent-title', once ? '发送一次以下消息' : '长期发送以下消息')
  const list = addText(box, 'ul', 'phone-subscribe-list', '')
  const ticks = templates.map(({ id, title, fields }) => {
    const item = addText(list, 'li', '', '')
    const tick = addTick(item, title, true)
    addText(item, 'p', 'phone-subscribe-fields', fields.map(({ label }) => label).join(' · '))
    return { id, tick }
  })
  const keep = addTick(addText(box, 'div', 'phone-subscribe-keep', ''), '总是保持以上选择，不再询问', false)
  const row = addText(box, 'div', 'phone-consent-buttons', '')
  return new Promise((resolve) => {
    const answer = (allowed: boolean) => {
      close()
      const choices = ticks.map(
        ({ id, tick }) => [id, allowed && tick.checked ? 'accept' : 'reject'] as const,
      )
      resolve({ choices: Object.fromEntries(choices), keep: keep.checked })
    }
    addButton(row, 'phone-consent-refuse', '拒绝', () => answer(false))
    addButton(row, 'phone-consent-allow', '允许', () => answer(true))
  })
}

/** A labelled tick; a finger may press the words, too. */
export function addTick(parent: HTMLElement, words: string, checked: boolean): HTMLInputElement {
  const label = addText(parent, 'label', 'phone-tick', '')
  const tick = document.createElement('input')
  tick.type = 'checkbox'
  tick.checked = checked
  label.append(tick)
  addText(label, 'span', '', words)
  return tick
}
