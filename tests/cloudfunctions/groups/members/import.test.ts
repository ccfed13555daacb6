import { readSheet as readCells } from 'read-excel-file/node'
import writeWorkbook from 'write-excel-file/node'
import { COLUMNS } from '../../../../miniprogram/domain/roster-sheet'
import { sampleNumber } from '../../../../local/cloud/openapi/phone-codes'
import {
  aGroup,
  aPerson,
  aVerifiedPerson,
  fresh,
  type TestGroup,
  type TestPerson,
} from '../../../support/factories'
import { uploadAs } from '../../../support/uploads'
import { START, startWorld, type World } from '../../../support/world'
import { talkIn } from '../talk'
import { peopleIn } from './people'

let world: World
beforeAll(async () => {
  world = await startWorld()
})
afterAll(() => world.stop())
beforeEach(() => {
  world.cloud.clock.set(START)
})

const { removed } = talkIn(() => world)
const { membership } = peopleIn(() => world)

type Line = [name: string, number: string | number, role: string, organisation: string, helpsWith?: string]

function aWorkbook(lines: Line[]): Promise<Buffer> {
  const headings = COLUMNS.map(({ heading }) => ({ value: heading }))
  const cells = lines.map((line) => line.map((value) => (value === undefined ? null : { value })))
  return writeWorkbook([headings, ...cells] as never).toBuffer()
}

async function imported(
  group: TestGroup,
  file: Buffer | Line[],
  importId = fresh('import'),
  by: TestPerson = group.head,
) {
  const bytes = Buffer.isBuffer(file) ? file : await aWorkbook(file)
  const fileId = await uploadAs(world, by.openid, `chat/roster-${importId}.xlsx`, bytes)
  const input = { importId, conversationId: group.conversationId, fileId }
  return world.call(by.openid, 'groups', 'importRoster', input)
}

const firm = (index: number): Line => [`示例·掌柜${index}`, 13800000000 + index, '企业', `示例店${index}号`]

describe('importing a roster', () => {
  it('takes the right rows, says what is wrong with the others, and changes only what changed', async () => {
    const group = await aGroup(world)
    const first = [firm(1), firm(2), ['', 13800000003, '企业', '示例'] as Line, firm(4), firm(5)]
    expect(await imported(group, first)).toMatchObject({
      ok: true,
      data: {
        added: 4,
        changed: 0,
        same: 0,
        wrong: 1,
        problems: [{ row: 4, sentence: '第 4 行：没有写姓名' }],
        missing: [],
      },
    })
    const second: Line[] = [
      firm(1),
      ['示例·掌柜2', 13800000002, '律师', '示例律所', '看合同'],
      ['示例·新来的', '138 0000 0006', '媒体', '示例台'],
      ['示例·少一位', '1380000000', '企业', '示例店'],
      firm(5),
    ]
    expect(await imported(group, second)).toMatchObject({
      ok: true,
      data: {
        added: 1,
        changed: 1,
        same: 2,
        wrong: 1,
        problems: [{ row: 5, column: '手机号', sentence: '第 5 行：手机号少了一位' }],
        missing: [{ name: '示例·掌柜4', state: 'open' }],
      },
    })
    const { rows } = await world.ok(group.head.openid, 'groups', 'listRoster', {
      conversationId: group.conversationId,
    })
    expect(rows.map(({ name, role }) => [name, role])).toEqual([
      ['示例·掌柜2', '律师'],
      ['示例·新来的', '媒体'],
      ['示例·掌柜1', '企业'],
      ['示例·掌柜4', '企业'],
      ['示例·掌柜5', '企业'],
    ])
    expect(JSON.stringify((await world.db.collection('rosterRows').limit(1000).get()).data)).not.toMatch(
      /1380000000/,
    )
  })

  it('makes 183 members’ rows, and each claims his own', async () => {
    const group = await aGroup(world)
    const person = await aVerifiedPerson(world)
    const lines = Array.from({ length: 182 }, (_, index) => firm(index + 1))
    const mine: Line = ['示例·单律师', sampleNumber(person.openid), '律师', '示例律所', '看合同']
    expect(await imported(group, [...lines, mine])).toMatchObject({ data: { added: 183, wrong: 0 } })
    expect(world.requestsOfLastCall()).toBe(9)
    expect(await imported(group, [...lines, mine])).toMatchObject({ data: { added: 0, same: 183 } })
    expect(world.requestsOfLastCall()).toBe(7)
    await world.ok(person.openid, 'groups', 'claimRows', {})
    expect(await membership(group, person)).toMatchObject({ role: '律师', helpsWith: '看合同' })
  })

  it('a changed row of someone who is in changes his membership, with a line in its history', async () => {
    const group = await aGroup(world)
    const person = await aVerifiedPerson(world)
    const number = sampleNumber(person.openid)
    await imported(group, [['示例·王掌柜', number, '企业', '示例店', '糕点']])
    await world.ok(person.openid, 'groups', 'claimRows', {})
    const card = {
      conversationId: group.conversationId,
      helpsWith: '糕点、茶歇',
      channel: '',
      phoneShared: false,
    }
    await world.ok(person.openid, 'groups', 'editCard', { ...card, moveId: fresh('move') })
    const importId = fresh('import')
    await imported(group, [['示例·王掌柜', number, '电商', '示例店', '糕点']], importId)
    expect(await membership(group, person)).toMatchObject({
      role: '电商',
      helpsWith: '糕点、茶歇', // The sheet says the same as before: what he wrote himself stays.
      history: [
        { move: 'claim' },
        { move: 'editCard' },
        { move: 'import', by: group.head.personId, detail: '角色' },
      ],
    })
  })

  it('repeated after a lost answer gives the first result, though the file is gone', async () => {
    const group = await aGroup(world)
    const importId = fresh('import')
    const path = `chat/roster-${importId}.xlsx`
    const fileId = await uploadAs(world, group.head.openid, path, await aWorkbook([firm(1)]))
    const input = { importId, conversationId: group.conversationId, fileId }
    const one = await world.ok(group.head.openid, 'groups', 'importRoster', input)
    expect(one.added).toBe(1)
    expect(await world.ok(group.head.openid, 'groups', 'importRoster', input)).toEqual(one)
    expect(
      await world.call(group.head.openid, 'groups', 'importRoster', { ...input, importId: fresh('import') }),
    ).toMatchObject({ code: 'NOT_FOUND' })
  })

  it('leaves a row that was taken out alone, until a sheet has it again', async () => {
    const group = await aGroup(world)
    const { conversationId } = group
    await imported(group, [firm(1), firm(2)])
    const list = () => world.ok(group.head.openid, 'groups', 'listRoster', { conversationId })
    const rowId = (await list()).rows[0]!.rowId
    await world.ok(group.head.openid, 'groups', 'dropRow', { conversationId, rowId, moveId: fresh('move') })
    expect((await list()).rows).toHaveLength(1)
    expect(await imported(group, [firm(2)])).toMatchObject({ data: { same: 1, missing: [] } })
    expect(await imported(group, [firm(1), firm(2)])).toMatchObject({ data: { changed: 1 } })
    expect((await list()).rows).toHaveLength(2)
  })

  it('refuses a row with words that are not fit, by its number, and takes the others', async () => {
    const group = await aGroup(world)
    const bad: Line = ['示例·某', 13800000002, '企业', '示例店', '违规示例']
    expect(await imported(group, [firm(1), bad, firm(3)])).toMatchObject({
      data: { added: 2, wrong: 1, problems: [{ row: 3 }] },
    })
  })

  it('says clearly what is no roster', async () => {
    const group = await aGroup(world)
    const code = async (file: Buffer | Line[]) => ((await imported(group, file)) as { code?: string }).code
    expect(await code(Buffer.from('not a workbook'))).toBe('SHEET_NOT_XLSX')
    expect(await code(Buffer.from('504b0506' + '00'.repeat(18), 'hex'))).toBe('SHEET_NOT_XLSX')
    expect(await code([])).toBe('SHEET_EMPTY')
    expect(await code(await writeWorkbook([[{ value: '别的表' }]] as never).toBuffer())).toBe(
      'SHEET_NO_HEADINGS',
    )
    const formula = [
      [...COLUMNS.map(({ heading }) => ({ value: heading }))],
      [{ value: '王' }, { value: '=1+1', type: 'Formula' }, { value: '企业' }, { value: '店' }],
    ]
    expect(await imported(group, await writeWorkbook(formula as never).toBuffer())).toMatchObject({
      data: { added: 0, wrong: 1, problems: [{ sentence: '第 2 行：手机号是公式，请改成文字' }] },
    })
  })

  it('is 群主’s or an operator’s, and opens no file that was not put there for it', async () => {
    const group = await aGroup(world)
    expect(await imported(group, [firm(1)], fresh('import'), group.official)).toMatchObject({
      code: 'NOT_ALLOWED',
    })
    const operator = await aPerson(world)
    await world.db.collection('persons').doc(operator.personId).update({ operator: true })
    expect(await imported(group, [firm(1)], fresh('import'), operator)).toMatchObject({ data: { added: 1 } })
    await removed(group, group.lawyer)
    const input = {
      importId: fresh('import'),
      conversationId: group.conversationId,
      fileId: 'cloud://e.b/chat/picture.png',
    }
    expect(await world.call(group.head.openid, 'groups', 'importRoster', input)).toMatchObject({
      code: 'BAD_INPUT',
    })
  })

  it('has a template that it understands', async () => {
    const group = await aGroup(world)
    const { conversationId, head } = group
    const { fileName, base64 } = await world.ok(head.openid, 'groups', 'rosterTemplate', { conversationId })
    expect(fileName).toBe('名册模板.xlsx')
    const bytes = Buffer.from(base64, 'base64')
    expect(await readCells(bytes)).toEqual([COLUMNS.map(({ heading }) => heading)])
    expect(await imported(group, bytes)).toMatchObject({ code: 'SHEET_EMPTY' })
    expect(
      await world.call(group.official.openid, 'groups', 'rosterTemplate', { conversationId }),
    ).toMatchObject({ code: 'NOT_ALLOWED' })
  })
})
