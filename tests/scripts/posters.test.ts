import { cardPages, deskPage, sheetPage } from '../../scripts/posters-pages'

const sheet = {
  pointName: '友邻中心 <示例>',
  routeName: '乐活社区',
  routeOrder: 2,
  hours: '09:00—18:00',
  scene: 'a1b2c3d4e5f6.1.AAAAAAAAAA',
  shortCode: '8ECH-D57D',
}

it('a sheet has its name, its short code to type, what to do in three pictures, and one code', () => {
  const page = sheetPage(sheet)
  for (const words of ['乐活社区', '友邻中心 &#60;示例&#62;', '8ECH-D57D', '3 章就盖上了'])
    expect(page).toContain(words)
  expect(page.match(/class="code"/g)).toHaveLength(1)
  expect(page.match(/class="step"/g)).toHaveLength(3)
  expect(sheetPage({ ...sheet, scene: 'b1b2c3d4e5f6.1.BBBBBBBBBB' })).not.toBe(page)
})

it('four paper cards stand on a page, each with its own serial and a place for every point', () => {
  const serials = ['2CGEB4B9', 'PHKDDQRA', 'UWXSNGG2', 'AAAAAAAA', 'BBBBBBBB']
  const pages = cardPages({ name: '乐活社区', order: 2, stampNames: ['友邻中心', '长者食堂'], serials })
  expect(pages.match(/<section/g)).toHaveLength(2)
  expect(pages.match(/<span>长者食堂<\/span>/g)).toHaveLength(5)
  for (const serial of serials) expect(pages).toContain(`${serial.slice(0, 4)}-${serial.slice(4)}`)
})

it('a desk’s sign says what to bring, with a phone and without', () => {
  const page = deskPage({ name: '甲台', place: '一号大厅' })
  for (const words of ['甲台', '一号大厅', '领一张券', '没带手机的']) expect(page).toContain(words)
})
