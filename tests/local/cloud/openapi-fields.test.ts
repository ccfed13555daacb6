import { refusalOf } from '../../../local/cloud/openapi/template-fields'

/** What fits and what does not, type by type, as WeChat's table of limits has it. */
const TABLE: [string, string[], string[]][] = [
  ['thing1', ['长'.repeat(20), 'a，1'], ['长'.repeat(21), '两\n行']],
  ['number1', ['3', '-1.5', '9'.repeat(32)], ['9'.repeat(33), '三', '1,000']],
  ['letter1', ['abcXYZ'], ['abc1', 'a b', 'a'.repeat(33)]],
  ['symbol1', ['★', '!?'], ['a', '!!!!!!']],
  ['character_string1', ['A-2025/04 #7', '~'], ['第7号', 'x'.repeat(33)]],
  [
    'time1',
    ['15:01', '2019年10月1日 15:01', '9:00~10:30'],
    ['25:01', '15点', '9:00～10:30', '2019-10-01 15:01'],
  ],
  [
    'date1',
    ['2019年10月1日', '2019年10月01日 15:01', '2019年1月1日~2019年1月3日'],
    ['2019年13月1日', '明天'],
  ],
  ['amount1', ['¥100', '100.00元', '1234567890'], ['12345678901', '一百元']],
  ['phone_number1', ['+86-0766-66888866', '17000000001'], ['1'.repeat(18), '电话']],
  ['car_number1', ['粤A8Z888挂', '川A12345'], ['川A1234567', '川A川A']],
  ['name1', ['陈小满', 'Wang Xiaoming', '欧阳a'], ['长'.repeat(11), 'a'.repeat(21), '张3']],
  ['phrase1', ['处理中'], ['处理中啦啦啦', 'ok', '处理1']],
]

it.each(TABLE)('%s', (key, fitting, wrong) => {
  expect(fitting.filter((value) => refusalOf(key, value))).toEqual([])
  expect(wrong.filter((value) => refusalOf(key, value) !== 'invalid')).toEqual([])
  expect(refusalOf(key, '')).toBe('is empty')
})

it('a closed list holds its values only', () => {
  expect(refusalOf('enum1', '加急', ['普通', '加急'])).toBeUndefined()
  expect(refusalOf('enum1', '特急', ['普通', '加急'])).toBe('invalid')
})
