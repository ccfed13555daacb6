/** 首席代表: whom a firm turns to. One function per action. */
import { CODE_LINK } from '../deployment'
import type { Answer } from '../domain/contract/envelope'
import type { Requests } from '../domain/contract/requests'
import { representativeCode } from '../domain/representatives'
import { callAction } from './cloud'
import { moveOnce } from './moves'

type Of<Name extends keyof Requests> = Promise<Answer<Requests[Name]['output']>>
const KEY = 'representatives'

export async function listRepresentatives(): Of<'listRepresentatives'> {
  const answer = await callAction('requests', 'listRepresentatives', {})
  if (answer.ok) wx.setStorage({ key: KEY, data: answer.data })
  return answer
}

/** As this phone had them last, for a weak network; or null. */
export function lastRepresentatives(): Requests['listRepresentatives']['output'] | null {
  return (wx.getStorageSync(KEY) as Requests['listRepresentatives']['output'] | '') || null
}

export function openRepresentative(id: string): Of<'openRepresentative'> {
  return callAction('requests', 'openRepresentative', { id })
}

export function openRepresentativeChoice(unitId: string): Of<'openRepresentativeChoice'> {
  return callAction('requests', 'openRepresentativeChoice', { unitId })
}

export function nameRepresentative(
  input: Omit<Requests['nameRepresentative']['input'], 'moveId'>,
): Of<'nameRepresentative'> {
  return moveOnce(`nameRepresentative/${JSON.stringify(input)}`, (moveId) =>
    callAction('requests', 'nameRepresentative', { ...input, moveId }),
  )
}

export function shareOwnPhone(id: string, shared: boolean): Of<'shareOwnPhone'> {
  return callAction('requests', 'shareOwnPhone', { id, shared })
}

/** To hang on the unit's door: WeChat's own camera opens the app with it. */
export function representativeLink(id: string): string {
  return `${CODE_LINK}?s=${encodeURIComponent(representativeCode(id))}`
}
