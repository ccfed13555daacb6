/** @jest-environment node */
/** Consent to be told: what people are asked, and which sentence each of WeChat's answers becomes. */
import templates from '../../database/templates.json'
import { TEMPLATES } from '../../miniprogram/deployment'
import { askForNotice, noticesOffered } from '../../miniprogram/services/notices'
import { functionVariables } from '../../scripts/secrets'

const ID = TEMPLATES.develop.announcement

/** A phone on which WeChat gives this answer. */
function aPhone(answer: object | Error, envVersion = 'develop') {
  const asked: string[][] = []
  const wx = {
    getAccountInfoSync: () => ({ miniProgram: { envVersion } }),
    async requestSubscribeMessage({ tmplIds }: { tmplIds: string[] }) {
      asked.push(tmplIds)
      if (answer instanceof Error) throw answer
      return answer
    },
  }
  Object.assign(globalThis, { wx })
  return asked
}

const failure = (errCode: number) => Object.assign(new Error(), { errCode })

it('asks for the template that the functions send and WeChat knows', async () => {
  const asked = aPhone({ [ID]: 'accept' })
  expect(await askForNotice()).toBe('下次有通知会告诉您')
  expect(asked).toEqual([[ID]])
  expect(templates.map(({ id }) => id)).toContain(ID)
  const secrets = { sceneKeys: {}, bootstrapCode: '', phoneKey: '' } as unknown as Parameters<
    typeof functionVariables
  >[0]
  expect(JSON.parse(functionVariables(secrets).PUSH_TEMPLATES!)).toEqual(TEMPLATES.develop)
})

it.each([
  [{ [ID]: 'reject' }, '好的，想收的时候再点这里'],
  [{ [ID]: 'ban' }, '现在还开不了，过几天再试'],
  [failure(10002), '现在没有网络，连上再点一次'],
  [failure(20004), '微信里关了通知，点右上角「…」进设置打开'],
  [failure(20001), '没有打开，请再点一次'],
])('%j is said as %s', async (answer, sentence) => {
  aPhone(answer)
  expect(await askForNotice()).toBe(sentence)
})

it('offers nothing where the deployment has no template yet', () => {
  aPhone({}, 'release')
  expect(noticesOffered()).toBe(false)
})
