import { bytesToText, textToBytes } from '../files/bytes'
import { callable } from './call'

const battery = () => ({ level: 80, isCharging: false, isLowPowerModeEnabled: false })

/** Small things that ask nobody. */
export const bytesApi = {
  arrayBufferToBase64: (buffer: ArrayBuffer) => bytesToText(new Uint8Array(buffer), 'base64') ?? '',
  base64ToArrayBuffer: (text: string) => (textToBytes(text, 'base64') ?? new Uint8Array()).buffer,
  getRandomValues: callable<{ length: number }>('getRandomValues', ({ length }) => ({
    randomValues: crypto.getRandomValues(new Uint8Array(length)).buffer,
  })),
  getBatteryInfo: callable('getBatteryInfo', battery),
  getBatteryInfoSync: battery,
}
