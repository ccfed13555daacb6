import { startCloud } from './services/cloud'
import { followCheckIns } from './services/rallies/outcomes'
import { restOutbox, startOutbox, wakeOutbox } from './services/outbox'

// A code scanned while the app is open needs nothing here: WeChat opens its page anew with the new options.
App({
  onLaunch() {
    startCloud()
    startOutbox()
    followCheckIns()
    applyUpdates()
  },
  onShow() {
    wakeOutbox()
  },
  onHide() {
    restOutbox()
  },
})

/** Phones keep an old version for days otherwise; asked, never forced, so that nothing being written is lost. */
function applyUpdates(): void {
  const updates = wx.getUpdateManager()
  updates.onUpdateReady(() => {
    wx.showModal({
      title: '有新版本',
      content: '重新打开就能用上，正在写的内容会留着',
      confirmText: '重新打开',
      cancelText: '等会儿',
      success: ({ confirm }) => {
        if (confirm) updates.applyUpdate()
      },
    })
  })
}
