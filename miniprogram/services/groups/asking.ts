/** 问谁: the units of a group with who is on duty now, its hours and its duty number; the last copy for a weak network. */
import type { Answer } from '../../domain/contract/envelope'
import type { AskingFacts } from '../../domain/contract/groups/asking'
import { LADDER } from '../../domain/ladder'
import { callAction } from '../cloud'
import { hearCloudTime } from '../clock'

/** What holds until the cloud has told of a group. */
const UNKNOWN: AskingFacts = {
  units: [],
  night: { from: LADDER.nightFrom, to: LADDER.nightTo },
  dutyPhone: '',
  now: 0,
}

const keyOf = (conversationId: string) => `asking/${conversationId}`

/** As this phone had it last: who is on duty may have changed since. */
export function lastAsking(conversationId: string): AskingFacts {
  return (wx.getStorageSync(keyOf(conversationId)) as AskingFacts | '') || UNKNOWN
}

export async function openAsking(conversationId: string): Promise<Answer<AskingFacts>> {
  const answer = await callAction('groups', 'openAsking', { conversationId })
  if (answer.ok) {
    hearCloudTime(answer.data.now)
    wx.setStorage({ key: keyOf(conversationId), data: answer.data })
  }
  return answer
}
