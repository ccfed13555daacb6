import type { DeskStory } from '../data'
import { element } from './element'

const DESK: DeskStory = {
  title: '这张桌子怎么用',
  lines: [
    '手机上面选谁拿着它；换了人，那部手机就重新打开小程序。',
    '「网络」可以调成弱或断，看看没网时会怎样；「放下」是切到别的应用，「重开」是关掉再打开。',
    '手机下面的「锁屏」里，是拿着它的人收到的订阅消息、短信和来电；点一条订阅消息，小程序就打开到那一页。',
    '「打卡码」里是贴在点位上的码；「云端记录」里看每一步花了多少，也能让云端、微信接口和短信出毛病，拨云端的钟；「花费」里是每个动作的账。',
  ],
}

/** The tab of words: what to try first, then how the desk itself works. */
export function guide(stories: DeskStory[]): HTMLElement {
  const all = [...stories, DESK].map((story) =>
    element(
      'section',
      {},
      element('h2', {}, story.title),
      element('ol', {}, ...story.lines.map((line) => element('li', {}, line))),
    ),
  )
  return element('div', { class: 'guide' }, ...all)
}
