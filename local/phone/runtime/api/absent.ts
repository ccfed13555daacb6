interface Absence {
  errMsg: string
  errCode?: number
  [fact: string]: unknown
}

const family = (names: string, errMsg: string, errCode?: number): [RegExp, Absence][] => [
  [new RegExp(`^(${names})$`), { errMsg, ...(errCode === undefined ? {} : { errCode, errno: errCode }) }],
]

/**
 * How a device says that it lacks a piece of hardware or a service, where the platform's documents name the words and
 * the number; for all else it is "not supported".
 * https://developers.weixin.qq.com/miniprogram/dev/api/device/bluetooth/wx.openBluetoothAdapter.html and the like
 */
const ABSENCES: [RegExp, Absence][] = [
  ...family('openBluetoothAdapter|getBluetoothAdapterState', 'not available', 10001),
  ...family('(\\w*BLE\\w*|\\w*Bluetooth\\w*)', 'not init', 10000),
  ...family('\\w*Beacon\\w*', 'unsupport', 11000),
  ...family('\\w*[wW]ifi\\w*', 'not support', 12001),
  ...family('\\w*HCE\\w*', 'current device does not support NFC', 13000),
  ...family('(startSoterAuthentication|checkIsSoterEnrolledInDevice)', 'not support', 90001),
  ...family('(startFacialRecognitionVerify\\w*|checkIsSupportFacialRecognition)', 'not support', 10001),
]

/** @returns text (without the API's name) and numbers of the failure of an API this phone does not have */
export function absenceOf(name: string): Absence {
  return ABSENCES.find(([names]) => names.test(name))?.[1] ?? { errMsg: 'not supported' }
}
