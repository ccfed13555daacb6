/** The roster: a newcomer comes in by his number, 群主 imports with three wrong rows, and one who is removed keeps what he wrote. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser } from 'playwright-core'
import writeWorkbook from 'write-excel-file/node'
import { aDataFolder, startDistrict, type District } from '../support/district'
import { openBrowser, sitDown, type Desk } from '../support/hands'

jest.setTimeout(180_000)

const GROUP = '通济营商环境共建'
const folder = aDataFolder()
const files = mkdtempSync(join(tmpdir(), 'qsj-sheets-'))
let browser: Browser
let district: District
let desk: Desk

beforeAll(async () => {
  ;[browser, district] = await Promise.all([openBrowser(), startDistrict(folder.dataDir)])
  desk = await sitDown(browser, district.url)
})
afterAll(async () => {
  await browser?.close()
  await district?.stop('SIGKILL')
  folder.remove()
  rmSync(files, { recursive: true, force: true })
})

/** 群聊 → 找人: the first of the two taps that find anyone. */
async function opensTheRoster(side: 'left' | 'right'): Promise<void> {
  await desk[side].taps('群聊', 'tab')
  await desk[side].taps(`在${GROUP}里找人`)
}

it('a merchant finds a lawyer in two taps, and asks him from his card', async () => {
  const { left } = desk
  await opensTheRoster('left')
  await left.taps('律师')
  await left.sees('能帮：看合同、讲劳动用工（示例）')
  await desk.picture('roster-1-lawyers')
  await left.tapsText('示例·宋律师')
  await left.sees(/^170\*{4}\d{4}$/)
  await desk.picture('roster-2-card')
  await left.taps('在群里 @ TA')
  await left.sees('@示例·宋律师')
  await left.writes('写消息', '想请您看一份合同')
  await left.taps('发送')
  // He works for no unit, and still finds what he owes on his first page.
  await desk.right.isHeldBy('示例·宋律师')
  await desk.right.sees('待我回应')
  await desk.right.sees('想请您看一份合同')
})

it('a newcomer whose number is in the roster is in after verifying it', async () => {
  const { right } = desk
  await right.isHeldBy('第一次来的人 1')
  await right.taps('群聊', 'tab')
  await right.taps('看隐私说明')
  await right.taps('同意')
  await right.taps('验证手机号，看看加好没有')
  await right.taps('用微信手机号验证')
  await right.taps('允许')
  await right.tapsText(GROUP)
  await right.sees('营商环境办在群里')
})

it('群主 imports: right rows are in, three wrong ones are named, nobody is taken out', async () => {
  const { right, page } = desk
  await right.isHeldBy('孟主席')
  await opensTheRoster('right')
  await right.taps('导入名册')
  const lines = [
    ['姓名', '手机号', '角色', '单位（企业或科室）'],
    ['示例·甲掌柜', '13800000001', '企业', '示例一号店'],
    ['示例·乙掌柜', '1380000000', '企业', '示例二号店'],
    ['示例·丙掌柜', '13800000003', '老板', '示例三号店'],
    ['', '13800000004', '企业', '示例四号店'],
    ['示例·戊律师', '13800000005', '律师', '示例律所'],
  ]
  const path = join(files, '名册.xlsx')
  await writeWorkbook(lines.map((line) => line.map((value) => ({ value }))) as never).toFile(path)
  const asked = page.waitForEvent('filechooser')
  await desk.press('network-right-off')
  await right.taps('选填好的表')
  await right.taps('从这台电脑选')
  await (await asked).setFiles(path)
  await right.sees('现在没有网络，连上再点一次')
  await desk.press('network-right-good')
  await right.taps('再试一次') // the file is not to be looked for again
  await right.sees('导入好了')
  await right.sees('第 3 行：手机号少了一位')
  await right.sees(/^第 4 行：角色「老板」不认识/)
  await right.sees('第 5 行：没有写姓名')
  await right.sees('名册里 6 位，1 位已进群，5 位等本人验证手机号。')
  await right.sees('名册里有、这张表里没有的')
  await desk.picture('roster-3-imported')
})

it('an operator finds the group he is not in, and its roster', async () => {
  const { right } = desk
  await right.isHeldBy('管理员')
  await right.taps('我的', 'tab')
  await right.taps('我管的群')
  await desk.picture('roster-5-kept')
  await right.taps(/^通济营商环境共建，/)
  await right.sees('名册里 6 位，1 位已进群，5 位等本人验证手机号。')
})

it('one who is removed loses the chat at next contact, and keeps what he could not send', async () => {
  const { left, right } = desk
  await left.sees('@示例·宋律师')
  await desk.press('network-left-off')
  await left.writes('写消息', '断网时写的一句')
  await left.taps('发送')
  await left.sees('待发送')
  await right.isHeldBy('陈主任') // A phone taken in another hand starts anew.
  await right.isHeldBy('孟主席')
  await opensTheRoster('right')
  await right.writes('名字、单位或拼音', 'wangzhanggui')
  await right.tapsText('示例·王掌柜')
  await right.taps('移出群')
  await right.taps(/^移出$/)
  await right.sees('已移出群')
  await desk.press('network-left-good')
  await left.sees('这里进不去')
  await left.taps('看看没发出的话')
  await left.sees('断网时写的一句')
  await left.sees(/^没发出：您不在这个群里/)
  await desk.picture('roster-4-unsent')
})

it('nothing complained on the way', () => {
  expect(desk.complaints()).toEqual([])
})
