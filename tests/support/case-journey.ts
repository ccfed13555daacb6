/** What happens to cases beside the pages of a journey: other people's phones, past every page. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { sampleOpenid } from '../../database/sample'
import { CONTRACT_VERSION } from '../../miniprogram/domain/contract/envelope'
import type { Desk } from './hands'
import { sampleId } from '../../scripts/load-sample'

/** Calls an action, of the cases unless another area is named, as the phone of one of the sample's people would. */
export async function asks<Output>(
  dataDir: string,
  key: string,
  action: string,
  input: object,
  area = 'requests',
): Promise<Output> {
  const cloudUrl = readFileSync(join(dataDir, 'cloud/url'), 'utf8').trim()
  const response = await fetch(`${cloudUrl}/client/function`, {
    method: 'POST',
    headers: { 'x-wx-openid': sampleOpenid(key), 'content-type': 'application/json' },
    body: JSON.stringify({ name: area, data: { action, input, contract: CONTRACT_VERSION } }),
  })
  const { result } = (await response.json()) as { result: { ok: boolean; data: Output } }
  if (!result.ok) throw new Error(`${area}.${action}: ${JSON.stringify(result)}`)
  return result.data
}

/** The intake sends it to 城管执法 of the sample, where it is accepted and answered. */
export async function isAnswered(dataDir: string, caseId: string, words: string): Promise<void> {
  const move = (key: string, action: string, more: object = {}) =>
    asks(dataDir, key, action, { caseId, moveId: `${action}-${caseId}`, ...more })
  await move('official-2', 'dispatchCase', { unitId: sampleId('section-6'), words: '' })
  await move('official-6', 'acceptCase')
  await move('official-6', 'answerCase', { words })
}

/** 4821 7735 as it stands on the left or right phone. */
export async function numberOn(phone: Desk['left']): Promise<string> {
  const text = phone.frame
    .getByText(/^\d{4} \d{4}$/)
    .filter({ visible: true })
    .first()
  await text.waitFor()
  return (await text.innerText()).trim()
}
