import type { AppConfig } from '../../app-package'
import { permitted, SCOPES } from '../permissions'
import { onNeedPrivacy, privacyAgreed, privacyNeeded } from '../privacy'
import { showModal } from '../sheets/modal'
import { ApiFailure, callable } from './call'

type Reasons = Record<string, { desc?: string }>

/** Names of `requiredPrivateInfos`: without its own there the platform refuses these. */
export function mustBeDeclared(app: AppConfig, name: string) {
  const declared = (app.requiredPrivateInfos as string[] | undefined) ?? []
  if (!declared.includes(name))
    throw new ApiFailure(`the api need to be declared in the requiredPrivateInfos field in app.json/ext.json`)
}

/** @throws ApiFailure when the holder agrees neither to the privacy guide nor to this scope */
export async function mustBeAllowed(app: AppConfig, name: string, scope?: string) {
  if (!(await privacyAgreed(name)))
    throw new ApiFailure('privacy permission is not authorized', { errno: 103 })
  const reason = scope && (app.permission as Reasons | undefined)?.[scope]?.desc
  if (scope && !(await permitted(scope, reason))) throw new ApiFailure('auth deny')
}

/** Consent to scopes and to the privacy guide. */
export const permissionApi = (app: AppConfig) => ({
  authorize: callable<{ scope: string }>('authorize', async ({ scope }) => {
    if (scope === 'scope.userInfo') return
    if (!SCOPES[scope]) throw new ApiFailure('invalid scope')
    await mustBeAllowed(app, 'authorize', scope)
  }),
  getPrivacySetting: callable('getPrivacySetting', () => ({
    needAuthorization: privacyNeeded(),
    privacyContractName: '《小程序隐私保护指引》',
  })),
  requirePrivacyAuthorize: callable('requirePrivacyAuthorize', async () => {
    if (!(await privacyAgreed('requirePrivacyAuthorize')))
      throw new ApiFailure('privacy permission is not authorized', { errno: 103 })
  }),
  onNeedPrivacyAuthorization: onNeedPrivacy,
  openPrivacyContract: callable('openPrivacyContract', async () => {
    await showModal({
      title: '小程序隐私保护指引',
      content: '真机上这里是你在公众平台填写的指引。',
      showCancel: false,
    })
  }),
})
