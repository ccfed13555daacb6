import type { DeskOutsideFault } from '../data'
import { element } from './element'
import { say } from './notice'
import { breakOutside } from './wire'

const NAMES: Record<string, string> = {
  'security.msgSecCheck': '文字审核',
  'security.mediaCheckAsync': '图片审核',
  'subscribeMessage.send': '订阅消息',
  'wxacode.getUnlimited': '小程序码',
  'wxacode.get': '小程序码（少量）',
  'phonenumber.getPhoneNumber': '手机号',
  robot: '群机器人',
  sms: '短信',
  voice: '语音电话',
}
const KINDS: Record<string, string> = {
  timeout: '没有回音，没做成',
  lostAnswer: '做成了，回音丢了',
  failure: '微信说系统繁忙',
  review: '都要人工看',
  risky: '都判违规',
  late: '结果迟到半小时',
  twice: '结果来两遍',
  silent: '结果一直不来',
  undownloadable: '取不到图片',
  refuse: '对方不收',
  unreachable: '没有回音，没做成',
}

/** Faults of WeChat's open APIs and of the channels beside it: one row each, until it is set right again. */
export function outsideFaults(onChange: (faults: DeskOutsideFault[]) => void): {
  panel: HTMLElement
  show(faults: DeskOutsideFault[]): void
} {
  const list = element('div', { class: 'faults' })
  const choices = new Map<string, HTMLSelectElement>()

  const choiceOf = ({ name, kinds }: DeskOutsideFault) => {
    const label = NAMES[name] ?? name
    const choice = element(
      'select',
      { 'aria-label': `${label}的毛病`, 'data-testid': `outside-fault-${name}` },
      option('', '正常'),
      ...kinds.map((kind) => option(kind, KINDS[kind] ?? kind)),
    )
    choice.addEventListener('change', () =>
      breakOutside(name, choice.value || null).then(show, (error: Error) => say(error.message)),
    )
    choices.set(name, choice)
    list.append(element('div', { class: 'fault' }, element('span', { title: name }, label), choice))
    return choice
  }
  const show = (faults: DeskOutsideFault[]) => {
    for (const fault of faults) {
      const choice = choices.get(fault.name) ?? choiceOf(fault)
      const how = fault.how ?? ''
      // A test or the shell may have set a number of its own.
      if (![...choice.options].some(({ value }) => value === how)) choice.append(option(how, how))
      if (choice.value !== how) choice.value = how
      choice.parentElement?.classList.toggle('broken', how !== '')
    }
    onChange(faults)
  }
  // Closed at first: the log below is what most people come for.
  const panel = element('details', {}, element('summary', {}, '微信接口和通知渠道出毛病'), list)
  return { panel, show }
}

const option = (value: string, label: string) => element('option', { value }, label)
