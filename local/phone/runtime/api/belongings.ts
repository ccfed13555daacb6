import { showActionSheet } from '../sheets/action-sheet'
import { showModal } from '../sheets/modal'
import { showToast } from '../sheets/toast'
import { ApiFailure, callable } from './call'

/** People in this phone's book; plainly nobody's. */
const CONTACTS = [
  { displayName: '示例联系人甲', phoneNumber: '13800000001' },
  { displayName: '示例联系人乙', phoneNumber: '13800000002' },
]
const INVOICES = [
  {
    type: '0',
    title: '示例公司',
    taxNumber: '000000000000000000',
    companyAddress: '示例路 1 号',
    telephone: '',
  },
  { type: '1', title: '示例个人', taxNumber: '', companyAddress: '', telephone: '' },
]
const PLATES = ['示A00001', '示A00002']

/** The holder looks at what the app hands over, and may say no. */
async function agreed(title: string, content: string) {
  const { confirm } = await showModal({ title, content })
  if (!confirm) throw new ApiFailure('cancel')
  showToast({ text: '已保存', kind: 'success', duration: 1500, mask: false })
}

async function chosen<Kind>(among: Kind[], words: (one: Kind) => string): Promise<Kind> {
  const at = await showActionSheet(among.map(words))
  const one = at === null ? undefined : among[at]
  if (!one) throw new ApiFailure('cancel')
  return one
}

interface Appointment {
  title: string
  /** Seconds since 1970. */
  startTime: number
}

const inCalendar = (name: string) =>
  callable<Appointment>(name, ({ title, startTime }) => {
    if (!title) throw new ApiFailure('parameter error: parameter.title should be String')
    return agreed('添加到日历', `${title}　${new Date(startTime * 1000).toLocaleString('zh-CN')}`)
  })

/** What lies on a phone beside its apps: the book of addresses, the calendar, invoices, number plates. */
export const belongingsApi = {
  chooseContact: callable('chooseContact', async () => {
    const { displayName, phoneNumber } = await chosen(CONTACTS, (one) => one.displayName)
    return { displayName, phoneNumber, phoneNumberList: [phoneNumber] }
  }),
  addPhoneContact: callable<{ firstName: string; mobilePhoneNumber?: string }>(
    'addPhoneContact',
    ({ firstName, mobilePhoneNumber = '' }) => {
      if (!firstName) throw new ApiFailure('parameter error: parameter.firstName should be String')
      return agreed('添加到通讯录', `${firstName} ${mobilePhoneNumber}`.trim())
    },
  ),
  addPhoneCalendar: inCalendar('addPhoneCalendar'),
  addPhoneRepeatCalendar: inCalendar('addPhoneRepeatCalendar'),
  chooseInvoiceTitle: callable('chooseInvoiceTitle', async () => {
    const one = await chosen(INVOICES, ({ title }) => title)
    return { ...one, bankName: '', bankAccount: '' }
  }),
  chooseLicensePlate: callable('chooseLicensePlate', async () => ({
    plateNumber: await chosen(PLATES, (plate) => plate),
  })),
  sendSms: callable<{ phoneNumber?: string; content?: string }>('sendSms', async (given) => {
    const { confirm } = await showModal({
      title: `发短信 ${given.phoneNumber ?? ''}`,
      content: given.content ?? '',
    })
    if (!confirm) throw new ApiFailure('cancel')
  }),
}
