import { ApiFailure } from '../api/call'
import { networkFetch } from '../api/network'
import { holder } from '../report'

interface Answer {
  result?: unknown
  /** Documents, of a reading. */
  data?: unknown
  requestID?: string
  errCode?: number
  errMsg?: string
}

const TEXT_LIMIT = 100 * 1024

/**
 * Send JSON to the cloud as the phone's holder.
 * @throws ApiFailure with errCode and the platform's text; -1 when the cloud was not reached
 */
export async function askCloud(cloudUrl: string | null, path: string, body: unknown): Promise<Answer> {
  if (!cloudUrl)
    throw new ApiFailure('Error: the local phone was started without a cloud', { errCode: -501000 })
  const text = JSON.stringify(body)
  if (text.length > TEXT_LIMIT) {
    throw new ApiFailure('Error: errCode: -501001 resource system error | errMsg: data exceed max size', {
      errCode: -501001,
    })
  }
  const response = await networkFetch(`${cloudUrl}${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-wx-openid': holder },
    body: text,
  }).catch((error: Error) => {
    throw new ApiFailure(`Error: errCode: -1 | errMsg: request:fail ${error.message}`, { errCode: -1 })
  })
  return (await response.json()) as Answer
}

/** wx.cloud.callFunction. @param cloudUrl where the cloud is */
export async function callFunction(cloudUrl: string | null, given: { name: string; data?: unknown }) {
  if (typeof given.name !== 'string')
    throw new ApiFailure('parameter error: parameter.name should be String', { errCode: -401002 })
  const answer = await askCloud(cloudUrl, '/client/function', { name: given.name, data: given.data ?? {} })
  if (answer.errCode) {
    // the cloud's text may already carry the API's name: it is written once
    const text = (answer.errMsg ?? '').replace(/^cloud\.callFunction:fail\s*/, '')
    throw new ApiFailure(text, { errCode: answer.errCode, requestID: answer.requestID })
  }
  return { result: answer.result, requestID: answer.requestID }
}
