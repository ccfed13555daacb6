import type { AppPackage } from '../../app-package'
import type { AppLife } from '../app-life'
import { createCloud } from '../cloud/cloud'
import type { Pages } from '../pages'
import { lateContext, lateContextOf } from '../part-context'
import type { TabBar } from '../tab-bar'
import { appEventsApi } from './app-events'
import { createInnerAudioContext } from './audio'
import { bytesApi } from './bytes'
import { downloadFile } from './download-file'
import { createAnimation } from './animation'
import { canvasApi } from './canvas'
import { canIUse } from './can-i-use'
import { documentApi } from './document'
import { belongingsApi } from './belongings'
import { soundApi } from './background-audio'
import { deviceFactsApi } from './device-facts'
import { recorderApi } from './recorder'
import { sensorsApi } from './sensors'
import { createWorkers } from './worker'
import { feedbackApi } from './feedback'
import { fileSystemApi } from './file-system'
import { fontApi } from './fonts'
import { handApi } from './hand'
import { locationApi } from './location'
import { navigationApi } from './navigation'
import { networkApi } from './network'
import { pageApi } from './page'
import { performanceApi } from './performance'
import { permissionApi } from './permission'
import { pictureApi } from './picture'
import { queryApi } from './query'
import { request, uploadFile } from './request'
import { scanApi } from './scan'
import { screenApi } from './screen'
import { settingApi } from './setting'
import { sharingApi } from './sharing'
import { socketApi } from './socket'
import { storageApi } from './storage'
import { subscribeApi } from './subscribe'
import { systemApi } from './system'
import { userApi } from './user'

export interface Surroundings {
  pack: AppPackage
  pages: Pages
  tabBar: TabBar
  life: AppLife
  cloudUrl: string | null
}

/** All of `wx` the phone has, by name. */
export function createApis({ pack, pages, tabBar, life, cloudUrl }: Surroundings): Record<string, unknown> {
  const apis: Record<string, unknown> = {
    ...navigationApi(pages, tabBar),
    ...pageApi(pages, tabBar),
    ...storageApi,
    ...systemApi(pack, pages, life),
    ...networkApi,
    ...feedbackApi,
    ...canvasApi,
    createMapContext: lateContext,
    createVideoContext: lateContext,
    createAudioContext: lateContext,
    createCameraContext: () =>
      lateContextOf(() => pages.top()?.view.layer.querySelector('wx-camera') ?? null),
    ...sensorsApi(),
    ...belongingsApi,
    ...recorderApi,
    ...soundApi,
    ...deviceFactsApi,
    createWorker: createWorkers(pack.modules),
    ...handApi,
    ...scanApi,
    ...pictureApi,
    ...documentApi,
    ...fileSystemApi,
    downloadFile,
    request,
    uploadFile,
    createInnerAudioContext,
    ...socketApi,
    ...bytesApi,
    ...fontApi,
    ...userApi,
    ...sharingApi,
    ...performanceApi,
    ...appEventsApi(),
    ...permissionApi(pack.app),
    ...locationApi(pack.app),
    ...screenApi(pack.app),
    ...settingApi(cloudUrl),
    ...subscribeApi(cloudUrl),
    ...queryApi(pages),
    createAnimation,
    cloud: createCloud(cloudUrl),
    nextTick: (callback: () => void) => void Promise.resolve().then(callback),
  }
  apis.canIUse = canIUse(apis)
  return apis
}
