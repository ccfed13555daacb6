/**
 * How often things happen, as far as anybody can know before: every figure an estimate rests on stands here. Change one,
 * run `npm run cost`, and see what it does to the bill.
 */

/** How often one way of an action happens in the whole period. */
export interface Habit {
  /** As `npm run cost` names it: "groups.sendMessage 带@". */
  step: string
  times: number
}

export interface Period {
  name: string
  days: number
  habits: Habit[]
  pictures?: Pictures
}

/** Pictures go between phones and storage without a function: they are counted by themselves. */
export interface Pictures {
  sent: number
  /** How often each is loaded, by members and by the content check; a phone that shows it again may have it still. */
  loadsEach: number
  /** Of one as WeChat compresses it. */
  bytes: number
}

/** What the platform is like; our own milliseconds are a laptop's. All three are guesses until a real one is measured. */
export const PLATFORM = {
  memoryMb: 256,
  msPerInvocation: 30,
  msPerDatabaseRequest: 20,
  /** Of one written document in storage, its indexes included. */
  bytesPerDocument: 1500,
}

/** A town: the group of the article, 183 members, for 30 days. */
function town(): Period {
  const [people, days] = [183, 30]
  const cameToday = 0.6 // share of the members who open the app on a day
  const visitsEach = 4 // times each of them does
  const visits = people * cameToday * visitsEach * days
  const plainMessages = 45 * days
  const mentions = 15 * days
  const onlineAtOnce = 15 // phones that have the chat open when a message arrives; each asks for what changed
  const privateMessages = 20 * days
  const privateChats = 5 * days
  const pictureMessages = 8 * days
  const picturesEach = 2
  const announcements = 4
  return {
    name: `一个镇，${people} 人，${days} 天`,
    days,
    habits: [
      ...[
        ['people.me 第一次', people],
        ['people.agree', people],
        ['people.verifyPhone', people],
        ['people.me', visits],
        ['groups.listConversations', visits],
        ['duty.listInbox', visits],
        ['groups.openConversation', visits * 1.2],
        ['groups.readChanges 没有新的', visits],
        ['groups.readChanges 许多新的', visits * 0.1],
        ['groups.readChanges 一条新的', (plainMessages + mentions * 4) * onlineAtOnce],
        ['groups.markRead', visits * 1.2],
        ['groups.readEarlier', visits * 0.2],
        ['groups.listMembers', visits * 0.1],
        ['groups.sendMessage 平常的话', plainMessages],
        ['groups.sendMessage 带@', mentions],
        ['groups.seeMention', mentions],
        ['groups.acknowledgeMention', mentions * 0.7],
        ['groups.sendMessage 回应@', mentions * 0.95],
        ['groups.importRoster 183 人', 2],
        ['groups.claimRows', people],
        ['groups.openCard', visits * 0.05],
        ['groups.sendMessage 带图', pictureMessages],
        ['groups.pictureLinks', visits * 0.6],
        ['groups.sendMessage @所有人', announcements],
        ['groups.pinMessage', announcements],
        ['groups.unpinMessage', announcements],
        ['groups.shareMention', mentions * 0.1],
        ['groups.openShared', mentions * 0.1 * 20],
        ['groups.recallMessage', plainMessages * 0.02],
        ['groups.sendMessage 待审', days],
        ['groups.listHeld', days],
        ['groups.reviewMessage', days],
        ['groups.reportMessages', 5],
        ['groups.listReports', 5],
        ['groups.decideReport', 5],
        ['groups.withdrawMessage', 5],
        ['groups.block', 3],
        ['groups.openPrivate 第一次', privateChats],
        ['groups.openPrivate', privateChats * 3],
        ['groups.sendMessage 私聊', privateMessages],
      ].map(habit),
    ],
    // Looked at by those who come on the day.
    pictures: { sent: pictureMessages * picturesEach, loadsEach: people * cameToday, bytes: 300 * 1024 },
  }
}

/** An event of three weeks with 5,000 residents on its routes. */
function event(): Period {
  const [people, days] = [5000, 21]
  const visits = people * 6 // each opens the app six times in the three weeks
  const stampsEach = 6
  return {
    name: `一场活动，${people.toLocaleString('zh-CN')} 位居民，${days} 天`,
    days,
    habits: [
      ...[
        ['people.me 第一次', people],
        ['people.agree', people],
        ['people.me', visits],
        ['rallies.openEvent', visits],
        ['rallies.openRoute', visits],
        ['rallies.openRoute 盖满章', visits],
        ['rallies.checkIn 第一枚', people],
        ['rallies.checkIn', people * (stampsEach - 1)],
        ['rallies.checkIn 重复扫', people],
      ].map(habit),
    ],
  }
}

function habit([step, times]: (string | number)[]): Habit {
  return { step: step as string, times: Math.round(times as number) }
}

export const PERIODS: { month: Period; event: Period } = { month: town(), event: event() }
