import type { StyleOwner } from '../../../local/phone/compiler/selectors'
import { compileWxss } from '../../../local/phone/compiler/wxss'
import { iconPicture } from '../../../local/phone/icons'

const files: Record<string, string> = {
  'shared/base.wxss': '@import "deep.wxss"; .base { color: red }',
  'shared/deep.wxss': '.deep { margin: 0 }',
}
const warnings: string[] = []
const source = {
  load: (specifier: string, from: string): [string, string] | null => {
    const file = from.startsWith('shared/') ? `shared/${specifier}` : specifier.replace('../../', '')
    const text = files[file]
    return text === undefined ? null : [file, text]
  },
  warn: (line: string) => void warnings.push(line),
}
const compile = (css: string, owner: StyleOwner = { kind: 'app' }) =>
  compileWxss(css, 'pages/a/a', owner, source)

test('750 rpx are the width of the phone, and a rounded length is never cut below a pixel', () => {
  expect(compile('.a { width: 750rpx; margin: -1rpx .5rpx }')).toBe(
    '.__S__--a { width: 100vw; margin: -0.133334vw 0.066667vw }',
  )
  expect(compile('.a { font: 600 32rpx / 48rpx Arial }')).toBe(
    '.__S__--a { font: 600 4.266667vw / 6.4vw Arial }',
  )
})

test('vh is measured from the page below its bar', () => {
  expect(compile('.a { height: calc(100vh - 10px) }')).toBe(
    '.__S__--a { height: calc(calc(100 * var(--vh, 1vh)) - 10px) }',
  )
})

test('tags become the phone’s own elements, page too; unknown dashed tags stay', () => {
  expect(compile('page, view > t-button, scroll-view, * {}')).toBe(
    'wx-page, wx-view > t-button, wx-scroll-view, * {}',
  )
})

test('a page’s rules are for that page, without more weight', () => {
  const page: StyleOwner = { kind: 'page', route: 'pages/a/a' }
  expect(compile('.a .b {}', page)).toBe(':where(wx-page[data-route="pages/a/a"]) .__S__--a .__S__--b {}')
  expect(compile('page .a {}', page)).toBe('wx-page:where([data-route="pages/a/a"]) .__S__--a {}')
})

test('a component’s rules only meet its own elements, and :host counts nothing', () => {
  const component: StyleOwner = { kind: 'component' }
  expect(compile('view, .a text, #b::after {}', component)).toBe(
    'wx-view:where([wx-s="__S__"]), .__S__--a wx-text:where([wx-s="__S__"]), #b:where([wx-s="__S__"])::after {}',
  )
  expect(compile(':host, :host(.on) .a {}', component)).toBe(
    ':where([wx-host="__S__"]),:where([wx-host="__S__"]).__S__--on .__S__--a {}',
  )
})

test('imports are put in place, a missing one is said', () => {
  expect(compile('@import "../../shared/base.wxss"; .a {}')).toBe(
    '.__S__--deep { margin: 0 } .__S__--base { color: red } .__S__--a {}',
  )
  compile('@import "nowhere.wxss";')
  expect(warnings).toEqual(['pages/a/a.wxss: @import "nowhere.wxss" was not found'])
})

test('keyframes and media queries keep their shape; fonts from the network stay away', () => {
  expect(compile('@keyframes k { from { left: 7.5rpx } 50% { left: 0 } }')).toBe(
    '@keyframes k { from { left: 1vw } 50% { left: 0 } }',
  )
  expect(compile('@media (prefers-color-scheme: dark) { .a {} }')).toBe(
    '@media (prefers-color-scheme: dark) { .__S__--a {} }',
  )
  expect(
    compile(
      '@font-face { font-family: x; src: url(//cdn/x.woff) } @font-face { font-family: y; src: url(data:x) }',
    ),
  ).not.toContain('cdn')
})

test('broken CSS names its file and line', () => {
  expect(() => compile('.a {')).toThrow(/pages\/a\/a\.wxss:1:1/)
})

test('icons of TDesign are drawn from pictures of this machine where their font lies on the network', () => {
  const css = compile(
    '@font-face { font-family: t; src: url(https://tdesign.gtimg.com/icon/0.4.3/fonts/t.woff) }' +
      ".t-icon-add:before { content: '\\E00D' } .t-icon-nothing-of-that-name:before { content: '\\E00E' }",
  )
  expect(css).not.toContain('font-face')
  expect(css).toContain(".__S__--t-icon-add:before { content: ''; --phone-icon: url(icons/tdesign/add.svg) }")
  expect(css).toContain("t-icon-nothing-of-that-name:before { content: '\\E00E' }")
  expect(iconPicture('tdesign/add.svg')).toMatch(/^<svg .*currentColor.*<\/svg>$/)
  expect(iconPicture('tdesign/nothing-of-that-name.svg')).toBeNull()
  expect(iconPicture('../tdesign/add.svg')).toBeNull()
})

test('a font of icons nobody knows is left out alone', () => {
  const css = compile(
    "@font-face { font-family: x; src: url(//at.example.com/x.woff) } .x-icon-add:before { content: '\\E001' }",
  )
  expect(css.trim()).toBe(".__S__--x-icon-add:before { content: '\\E001' }")
})
