import { USER_ROOT } from '../files/disk'
import type { AppLife } from '../app-life'
import type { AppPackage } from '../../app-package'
import { capsuleRect, onSettingChange, screenSize, setting, statusBarHeight, type Theme } from '../device'
import type { Pages } from '../pages'
import { onError } from '../report'
import { callable } from './call'

/** Base library whose behaviour the phone follows, and the Android it says it is. */
const SDK_VERSION = '3.8.0'
const WECHAT_VERSION = '8.0.50'
const FONT_SIZE = 16

const baseInfo = () => ({
  SDKVersion: SDK_VERSION,
  version: WECHAT_VERSION,
  language: 'zh_CN',
  enableDebug: false,
  theme: setting('theme'),
  fontSizeSetting: FONT_SIZE * setting('fontScale'),
  fontSizeScaleFactor: setting('fontScale'),
  host: { env: 'WeChat', appId: '', version: 0 },
})

const deviceInfo = () => ({
  brand: 'local',
  model: 'local phone',
  system: 'Android 13',
  platform: 'android',
  benchmarkLevel: 20,
  cpuType: '',
  memorySize: 6144,
  abi: 'arm64-v8a',
})

const systemSetting = () => ({
  bluetoothEnabled: false,
  locationEnabled: true,
  wifiEnabled: true,
  deviceOrientation: 'portrait',
})

const authorizeSetting = () => ({
  albumAuthorized: 'not determined',
  bluetoothAuthorized: 'not determined',
  cameraAuthorized: 'authorized',
  locationAuthorized: 'not determined',
  microphoneAuthorized: 'not determined',
  notificationAuthorized: 'authorized',
  phoneCalendarAuthorized: 'not determined',
  locationReducedAccuracy: false,
})

/** What the phone is, who runs on it, and how it came to be open. */
export function systemApi(pack: AppPackage, pages: Pages, life: AppLife) {
  const windowInfo = () => {
    const { width, height } = screenSize()
    return {
      pixelRatio: window.devicePixelRatio,
      screenWidth: width,
      screenHeight: height,
      windowWidth: width,
      windowHeight: pages.top()?.view.windowHeight ?? height,
      statusBarHeight,
      screenTop: 0,
      safeArea: {
        left: 0,
        right: width,
        top: statusBarHeight,
        bottom: height,
        width,
        height: height - statusBarHeight,
      },
    }
  }
  const systemInfo = () => ({
    ...windowInfo(),
    ...baseInfo(),
    ...deviceInfo(),
    ...systemSetting(),
    ...authorizeSetting(),
  })
  const errorListeners = new Map<unknown, () => void>()
  const themeListeners = new Map<unknown, () => void>()
  const forget =
    <Listener>(set: Set<Listener>) =>
    (listener?: Listener) => {
      if (listener) set.delete(listener)
      else set.clear()
    }
  return {
    getWindowInfo: windowInfo,
    getAppBaseInfo: baseInfo,
    getDeviceInfo: deviceInfo,
    getSystemSetting: systemSetting,
    getAppAuthorizeSetting: authorizeSetting,
    getSystemInfoSync: systemInfo,
    getSystemInfo: callable('getSystemInfo', systemInfo),
    getSystemInfoAsync: callable('getSystemInfoAsync', systemInfo),
    getMenuButtonBoundingClientRect: () => {
      const { width, height, top, right, bottom, left } = capsuleRect()
      return { width, height, top, right, bottom, left }
    },
    // the capsule of this phone never changes its weight: there is nothing to tell
    onMenuButtonBoundingClientRectWeightChange: () => undefined,
    offMenuButtonBoundingClientRectWeightChange: () => undefined,
    getAccountInfoSync: () => ({
      miniProgram: { appId: pack.appId, envVersion: 'develop', version: '' },
      plugin: {},
    }),
    getLaunchOptionsSync: () => life.launch,
    getEnterOptionsSync: () => life.enter,
    onAppShow: (listener: Parameters<typeof life.showListeners.add>[0]) =>
      void life.showListeners.add(listener),
    offAppShow: forget(life.showListeners),
    onAppHide: (listener: () => void) => void life.hideListeners.add(listener),
    offAppHide: forget(life.hideListeners),
    onThemeChange: (listener: (result: { theme: Theme }) => void) =>
      void themeListeners.set(
        listener,
        onSettingChange('theme', (theme) => listener({ theme })),
      ),
    offThemeChange: (listener?: unknown) => {
      for (const [known, stop] of themeListeners) if (!listener || known === listener) stop()
    },
    onError: (listener: (message: string) => void) => void errorListeners.set(listener, onError(listener)),
    offError: (listener?: unknown) => {
      for (const [known, stop] of errorListeners) if (!listener || known === listener) stop()
    },
    getUpdateManager: () => ({
      // the phone always runs what lies on disk: there is never a newer version waiting
      onCheckForUpdate: (listener: (result: { hasUpdate: boolean }) => void) =>
        void setTimeout(() => listener({ hasUpdate: false }), 0),
      onUpdateReady: () => undefined,
      onUpdateFailed: () => undefined,
      applyUpdate: () => location.reload(),
    }),
    env: { USER_DATA_PATH: USER_ROOT },
  }
}
