/** The QR encoder that TDesign ships for its own component (Project Nayuki's); its package has no types at this path. */
declare module 'tdesign-miniprogram/common/shared/qrcode/qrcodegen' {
  export class Ecc {
    static readonly MEDIUM: Ecc
  }
  export class QrCode {
    static encodeText(text: string, ecl: Ecc): QrCode
    readonly size: number
    /** True for dark. */
    getModules(): boolean[][]
  }
}
