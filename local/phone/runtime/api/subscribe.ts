import { askCloud } from '../cloud/call-function'
import { askToSubscribe, type AskedTemplate } from '../sheets/subscribe'
import { insideTap } from '../tap'
import { ApiFailure, callable } from './call'

interface Question {
  ask: AskedTemplate[]
  answers: Record<string, string>
  errCode?: number
  errMsg?: string
}

/** WeChat's own words for a question or an answer that did not get through. */
const NOT_ASKED = { errCode: 10002, errMsg: 'Request list fail' }
const NOT_TOLD = { errCode: 10003, errMsg: 'Request subscribe fail' }

const failure = ({ errCode, errMsg }: { errCode?: number; errMsg?: string }) =>
  new ApiFailure(errMsg ?? '', { errCode })

/** wx.requestSubscribeMessage: at most three templates, from a tap. Each accept lets the app send one message. */
export const subscribeApi = (cloudUrl: string | null) => ({
  requestSubscribeMessage: callable<{ tmplIds: string[] }>('requestSubscribeMessage', async ({ tmplIds }) => {
    if (!insideTap()) throw new ApiFailure('can only be invoked by user TAP gesture.')
    const tell = (path: string, body: object, lost: typeof NOT_ASKED) =>
      askCloud(cloudUrl, path, body).catch(() => Promise.reject(failure(lost)))

    const question = (await tell('/client/subscription-question', { tmplIds }, NOT_ASKED)) as Question
    if (question.errCode) throw failure(question)
    const { choices, keep } =
      question.ask.length > 0 ? await askToSubscribe(question.ask) : { choices: {}, keep: false }
    const answers = { ...question.answers, ...choices }
    // What is filtered was not answered by anybody.
    const told = Object.fromEntries(Object.entries(answers).filter(([, answer]) => answer !== 'filter'))
    const taken = await tell('/client/subscription-answer', { answers: told, keep }, NOT_TOLD)
    if (taken.errCode) throw failure(NOT_TOLD)
    return answers
  }),
})
