/** What was typed in place of a scan: the eight characters under a printed code, or six digits that were said. */
import { parseSerial } from '../../../domain/serials'

export type Typed = { code: string } | { digits: string } | { problem: string }

export function readTyped(text: string, pointId: string): Typed {
  const plain = text.replace(/[\s\-—－]/g, '')
  if (/^\d{6}$/.test(plain)) return pointId ? { digits: plain } : { problem: '六位数要在点位那一页里输' }
  if (pointId) return { problem: plain.length < 6 ? '还差几位，一共六位数字' : '应该是六位数字，请再听一遍' }
  if (plain.length < 8) return { problem: '还差几个字，一共八个' }
  const code = parseSerial(plain)
  // The check at its end knows a slip without asking the cloud.
  return code ? { code } : { problem: '编号不对，请照着码下面的八个字再输一次' }
}
