/**
 * What the phone has: the one list from which docs/local-phone-limits.md is made. A test holds it against the phone as
 * it runs, so nothing is named that is not there, and nothing is there that is not named.
 */
export const PARTS =
  `button canvas checkbox checkbox-group cover-image cover-view form icon image input label map match-media movable-area movable-view navigation-bar navigator open-data page-container page-meta picker picker-view picker-view-column progress radio radio-group rich-text root-portal scroll-view slider swiper swiper-item switch text textarea video view`.split(
    ' ',
  )

export const APIS =
  `arrayBufferToBase64 authorize base64ToArrayBuffer batchGetStorage batchGetStorageSync batchSetStorage batchSetStorageSync canIUse cancelIdleCallback canvasGetImageData canvasPutImageData canvasToTempFilePath checkSession chooseAddress chooseImage chooseLocation chooseMedia chooseMessageFile clearStorage clearStorageSync closeSocket cloud compressImage connectSocket createAnimation createCanvasContext createInnerAudioContext createIntersectionObserver createMapContext createMediaQueryObserver createOffscreenCanvas createSelectorQuery createVideoContext downloadFile env exitMiniProgram getAccountInfoSync getAppAuthorizeSetting getAppBaseInfo getBatteryInfo getBatteryInfoSync getClipboardData getDeviceInfo getEnterOptionsSync getExptInfoSync getExtConfig getExtConfigSync getFileInfo getFileSystemManager getFuzzyLocation getImageInfo getLaunchOptionsSync getLocation getLogManager getMenuButtonBoundingClientRect getNetworkType getPerformance getPrivacySetting getRandomValues getRealtimeLogManager getSavedFileList getScreenBrightness getSelectedTextRange getSetting getStorage getStorageInfo getStorageInfoSync getStorageSync getSystemInfo getSystemInfoAsync getSystemInfoSync getSystemSetting getUpdateManager getUserInfo getUserProfile getWindowInfo hideHomeButton hideKeyboard hideLoading hideNavigationBarLoading hideShareMenu hideTabBar hideTabBarRedDot hideToast loadFontFace login makePhoneCall navigateBack navigateTo navigateToMiniProgram nextTick offAppHide offAppRoute offAppRouteDone offAppShow offAudioInterruptionBegin offAudioInterruptionEnd offBeforeAppRoute offCopyUrl offError offKeyboardHeightChange offLazyLoadError offLocationChange offMemoryWarning offMenuButtonBoundingClientRectWeightChange offNetworkStatusChange offNetworkWeakChange offPageNotFound offThemeChange offUnhandledRejection offUserCaptureScreen offWindowResize onAppHide onAppRoute onAppRouteDone onAppShow onAudioInterruptionBegin onAudioInterruptionEnd onBeforeAppRoute onCopyUrl onError onKeyboardHeightChange onLazyLoadError onLocationChange onMemoryWarning onMenuButtonBoundingClientRectWeightChange onNeedPrivacyAuthorization onNetworkStatusChange onNetworkWeakChange onPageNotFound onSocketClose onSocketError onSocketMessage onSocketOpen onThemeChange onUnhandledRejection onUserCaptureScreen onWindowResize openDocument openLocation openPrivacyContract openSetting pageScrollTo previewImage previewMedia reLaunch redirectTo removeSavedFile removeStorage removeStorageSync removeTabBarBadge reportAnalytics reportEvent reportMonitor reportPerformance request requestIdleCallback requestSubscribeMessage requirePrivacyAuthorize restartMiniProgram saveFile saveImageToPhotosAlbum saveVideoToPhotosAlbum scanCode sendSocketMessage setBackgroundColor setBackgroundTextStyle setClipboardData setInnerAudioOption setKeepScreenOn setNavigationBarColor setNavigationBarTitle setScreenBrightness setStorage setStorageSync setTabBarBadge setTabBarItem setTabBarStyle setTopBarText setVisualEffectOnCapture shareAppMessage shareFileMessage showActionSheet showLoading showModal showNavigationBarLoading showShareMenu showTabBar showTabBarRedDot showToast startLocationUpdate startPullDownRefresh stopLocationUpdate stopPullDownRefresh switchTab updateShareMenu uploadFile vibrateLong vibrateShort`.split(
    ' ',
  )

export const CLOUD =
  `Cloud DYNAMIC_CURRENT_ENV callFunction database deleteFile downloadFile getTempFileURL init uploadFile`.split(
    ' ',
  )

export const FILE_SYSTEM =
  `access accessSync appendFile appendFileSync copyFile copyFileSync getFileInfo getSavedFileList mkdir mkdirSync readFile readFileSync readdir readdirSync removeSavedFile rename renameSync rmdir rmdirSync saveFile saveFileSync stat statSync unlink unlinkSync writeFile writeFileSync`.split(
    ' ',
  )
