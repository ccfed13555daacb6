/**
 * Which cloud environment each version of the mini program speaks to. `develop` runs on a developer's phone and in the
 * local phone, `trial` is 体验版, `release` the one people use. Fill in the last two when a district goes live.
 */
export const ENVIRONMENTS: Record<'develop' | 'trial' | 'release', string> = {
  develop: 'local-env',
  trial: '',
  release: '',
}

/**
 * The templates of WeChat's subscription messages that this deployment has applied for, the same as in PUSH_TEMPLATES of
 * the functions. Without one people are not asked for consent, and none is sent.
 */
export const TEMPLATES: Record<
  'develop' | 'trial' | 'release',
  { announcement: string; mention: string; pointChange: string }
> = {
  develop: {
    announcement: 'announcement-of-a-group',
    mention: 'mention-of-a-person',
    pointChange: 'change-of-a-saved-point',
  },
  trial: { announcement: '', mention: '', pointChange: '' },
  release: { announcement: '', mention: '', pointChange: '' },
}

/** Shown under 我的. */
export const APP_VERSION = '0.1.0'

/** The ordinary link in every printed or shown code. WeChat's console maps this prefix to packages/rallies/arrive. */
export const CODE_LINK = 'https://qsj.example.com/d'
