import { findMembers, rolesIn } from '../../miniprogram/packages/groups/roster/find'

const member = (name: string, role: string, organisation: string, helpsWith: string, searchKey: string) => ({
  personId: name,
  name,
  role,
  organisation,
  helpsWith,
  searchKey,
  mentionable: true,
})
const shan = member('示例·单掌柜', '企业', '示例豆花店', '', 'shilishanzhanggui slszg shilidouhuadian sldhd')
const zhou = member('示例·周律师', '律师', '示例律所', '看合同', 'shilizhoulvshi slzls shililvsuo slls')

it.each([
  ['', '', [shan, zhou]],
  ['', '单', [shan]],
  ['', '豆花', [shan]],
  ['', 'shan', [shan]],
  ['', 'SZG', [shan]],
  ['', ' dou hua ', [shan]],
  ['', 'zls', [zhou]],
  ['', '合同', [zhou]],
  ['律师', '', [zhou]],
  ['律师', 'szg', []],
  ['', 'nobody', []],
])('role %j and words %j', (role, words, found) => {
  expect(findMembers([shan, zhou], role, words)).toEqual(found)
})

it('counts the roles in the order of the roster', () => {
  expect(rolesIn([zhou, shan, shan])).toEqual([
    { name: '律师', count: 1 },
    { name: '企业', count: 2 },
  ])
})
