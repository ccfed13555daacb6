import { addButton, addText, openSheet } from './sheet'
import { answer, answers, SCOPES } from '../permissions'
import { addTick } from './subscribe'

export interface SubscriptionSettings {
  mainSwitch: boolean
  itemSettings: Record<string, 'accept' | 'reject'>
  /** Title of each template in itemSettings. */
  titles: Record<string, string>
}
type Change = { mainSwitch: boolean } | { items: Record<string, 'accept' | 'reject'> }

/** WeChat's page of what this mini program may do; resolves when its holder leaves it. */
export function openSettings(
  subscriptions: SubscriptionSettings | null,
  change: (change: Change) => Promise<void>,
): Promise<void> {
  const { box, close } = openSheet('phone-settings', 'dialog')
  box.setAttribute('aria-label', '设置')
  const head = addText(box, 'div', 'phone-settings-head', '')
  const scopes = Object.entries(answers())
  if (scopes.length > 0) addText(box, 'h2', 'phone-settings-title', '权限')
  for (const [scope, allowed] of scopes) {
    const tick = addTick(box, SCOPES[scope] ?? scope, allowed)
    tick.addEventListener('change', () => answer(scope, tick.checked))
  }
  if (subscriptions) drawSubscriptions(box, subscriptions, change)
  return new Promise((resolve) => {
    addButton(head, 'phone-settings-back', '返回', () => {
      close()
      resolve()
    })
    addText(head, 'span', '', '设置')
  })
}

function drawSubscriptions(
  box: HTMLElement,
  { mainSwitch, itemSettings, titles }: SubscriptionSettings,
  change: (change: Change) => Promise<void>,
) {
  addText(box, 'h2', 'phone-settings-title', '订阅消息')
  const main = addTick(box, '接收通知', mainSwitch)
  main.addEventListener('change', () => void change({ mainSwitch: main.checked }))
  for (const [id, choice] of Object.entries(itemSettings)) {
    const tick = addTick(box, titles[id] ?? id, choice === 'accept')
    tick.addEventListener(
      'change',
      () => void change({ items: { [id]: tick.checked ? 'accept' : 'reject' } }),
    )
  }
  addText(box, 'p', 'phone-settings-hint', '只列出勾选过「总是保持以上选择」的消息。')
}
