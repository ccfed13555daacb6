import { formatScene, parseScene, sceneIn, sceneOfOptions } from '../../miniprogram/domain/scenes'

const scene = 'a1b2c3d4e5f6.1.Zx_9-kLmN0'
const link = `https://qsj.example.com/d?s=${scene}`

describe('the scene of a printed code', () => {
  it('fits into what WeChat allows and survives writing and reading', () => {
    const parsed = parseScene(scene)!
    expect(parsed).toEqual({ sheetId: 'a1b2c3d4e5f6', keyVersion: '1', check: 'Zx_9-kLmN0' })
    expect(formatScene(parsed)).toBe(scene)
    expect(scene.length).toBeLessThanOrEqual(32)
    expect(scene).toMatch(/^[0-9A-Za-z!#$&'()*+,/:;=?@\-._~]+$/)
  })

  it.each([
    ['the scene itself', scene],
    ['an ordinary link', link],
    ['an ordinary link with more parameters', `https://qsj.example.com/d?from=poster&s=${scene}&x=1#top`],
    ['a path as Android gives it', `packages/rallies/arrive/arrive?scene=${scene}`],
    ['a path as iOS gives it', `packages/rallies/arrive/arrive?scene=${encodeURIComponent(scene)}`],
    ['a link that was encoded once', encodeURIComponent(link)],
    ['a link that was encoded twice', encodeURIComponent(encodeURIComponent(link))],
    ['a page query with q', `q=${encodeURIComponent(link)}`],
    ['surrounding spaces', ` ${link}\n`],
  ])('is found in %s', (_what, carrier) => {
    expect(sceneIn(carrier)).toBe(scene)
  })

  it.each([
    '',
    'https://example.com/menu',
    'hello',
    '%E0%A4%A',
    'a.1.b',
    `${scene}.more`,
    'https://x.example/?s=%%%',
    'https://qsj.example.com/d?s=',
    `${'q='.repeat(16)}%${'25'.repeat(21)}`, // made to keep a phone busy for half a minute
  ])('is not found in %p', (carrier) => {
    expect(sceneIn(carrier)).toBeNull()
  })

  it('comes from what the page was opened with', () => {
    expect(sceneOfOptions({ scene: encodeURIComponent(scene) })).toBe(scene)
    expect(sceneOfOptions({ q: encodeURIComponent(link) })).toBe(scene)
    expect(sceneOfOptions({})).toBeNull()
    // The launch scene of the app is a number and no code of ours.
    expect(sceneOfOptions({ scene: 1011 })).toBeNull()
  })
})
