/**
 * 火警、急救、报警: words in a message that may mean that somebody needs help at once. Pure.
 *
 * The app only shows the numbers and lets the message go: a false alarm costs one tap, a missed one costs more. Everyday
 * words that contain one of these, such as 着火点 or 燃气费, are taken out of the text first; what is then left counts.
 */

export type EmergencyKind = 'fire' | 'gas' | 'hurt' | 'danger'

export interface EmergencyNumber {
  number: string
  label: string
}

const FIRE: EmergencyNumber = { number: '119', label: '火警' }
const AMBULANCE: EmergencyNumber = { number: '120', label: '急救' }
const POLICE: EmergencyNumber = { number: '110', label: '报警' }

/** In this order a message is looked through: of fire with injured people, fire comes first. */
const WORDS: Record<EmergencyKind, RegExp> = {
  fire: /着火|起火|失火|火灾|大火|冒烟|浓烟|爆炸|被困|救命/,
  gas: /燃气|煤气|天然气|液化气|气罐|漏气/,
  hurt: /受伤|伤员|流血|出血|昏倒|晕倒|昏迷|不省人事|没有?呼吸|心脏病|心梗|中风|触电|中毒|溺水|落水|摔伤|砸伤|烫伤|烧伤|骨折|车祸|撞人|撞倒|急救|救护车/,
  danger: /打架|打人|被打|斗殴|持刀|拿刀|捅人|抢劫|跳楼|轻生|自杀|报警/,
}

/** The number to call first stands first; all three are always there. */
const NUMBERS: Record<EmergencyKind, EmergencyNumber[]> = {
  fire: [FIRE, AMBULANCE, POLICE],
  gas: [FIRE, AMBULANCE, POLICE],
  hurt: [AMBULANCE, FIRE, POLICE],
  danger: [POLICE, AMBULANCE, FIRE],
}

const GAS = '(?:燃气|煤气|天然气|液化气)'

/** Everyday words and drills. Each holds a word of the list above and means no harm. */
const EVERYDAY = new RegExp(
  [
    '着火点',
    '[防灭](?:着火|火灾)',
    '火灾(?:隐患|保险|险|报警器|警报器|应急预案|预案|演练|防控|预防)',
    '(?:没有?|无|未)人?(?:受伤|伤员|中毒|着火|起火)',
    '(?:预防|防止|避免|以免|模拟)[^，。；！？]{0,8}(?:着火|起火|失火|火灾|爆炸|中毒|触电|溺水|受伤|漏气)',
    '(?:很|太|好|真|最|心里|感情)受伤',
    '爆炸(?:头|性|式)|(?:信息|人气|流量|客流|销量)(?:大)?爆炸',
    '(?:电脑|手机|系统|软件)中毒',
    '救命(?:恩人|钱|稻草)',
    '大出血(?:价|甩卖|促销)',
    '大火(?:锅|爆炒|收汁|炒|煮|烧开)|火火火',
    '急救(?:培训|知识|课|讲座|箱|包|证|员|演练|技能)',
    '报警(?:器|系统|装置|设备|主机)',
    '价格战?打架|数字打架|规定打架',
    `${GAS}(?:费|卡|表|公司|灶|炉|具|证|价|账单|发票|缴|充|热水器|报装|报警器|开户|开通|过户|改造|安装|安检|检查|检测|许可|经营|管网|工程|施工|合同|营业厅|入户|普查|办|站|改装)`,
    `(?:开通|安装|接通|接入|通|交|缴|充|办|办理|申请|报装|改|查|检查|用|改用)${GAS}(?!.{0,6}(?:漏|味|爆|炸|臭))`,
    `${GAS}(?:什么时候|哪天|多久|多少钱|怎么)(?:能|可以|会|才)?(?:开|通|装|办|缴|交|接|供|算)`,
  ].join('|'),
  'g',
)

/** @returns what kind of help may be needed and whom to call, the first number first; null for an everyday message */
export function emergencyIn(text: string): { kind: EmergencyKind; numbers: EmergencyNumber[] } | null {
  const said = text.replace(/\s+/g, '').replace(EVERYDAY, '　')
  for (const kind of Object.keys(WORDS) as EmergencyKind[]) {
    if (WORDS[kind].test(said)) return { kind, numbers: NUMBERS[kind] }
  }
  return null
}
