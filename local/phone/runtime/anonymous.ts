/** What WeChat has told every app of everybody since October 2022. */
export const ANONYMOUS = {
  nickName: '微信用户',
  avatarUrl: '',
  gender: 0,
  city: '',
  province: '',
  country: '',
  language: 'zh_CN',
}
