import { parse, type Root } from 'postcss'
import { iconNames } from '../icons'

/** Fonts of icons whose drawings are here as pictures: host and path of the font, the set they belong to. */
const ICON_FONTS: [RegExp, string][] = [[/\/\/tdesign\.gtimg\.com\/icon\//, 'tdesign']]

/** @returns the set of pictures that a font's address stands for, or null */
export function iconSetOf(address: string): string | null {
  return ICON_FONTS.find(([font]) => font.test(address))?.[1] ?? null
}

/**
 * What draws a picture in the color and size of the text around it, in place of a letter of the font. TDesign colors
 * half a star by a background that shines through the letter; it goes on to the picture.
 */
const DRAWING = `
:where([class*="icon-"])::before {
  display: inline-block;
  width: 1em;
  height: 1em;
  vertical-align: top;
  background-color: currentColor;
  -webkit-mask: var(--phone-icon) center / contain no-repeat;
  mask: var(--phone-icon) center / contain no-repeat;
}
:where([class*="selected-half"] > [class*="icon-"]) {
  background-image: inherit;
  -webkit-background-clip: text;
}
:where([class*="selected-half"] > [class*="icon-"])::before {
  background-image: inherit;
}`

/**
 * In a style sheet whose icon font lies on the network: the picture of the same name for each icon, so that a phone
 * without network shows icons instead of boxes. `.t-icon-add:before { content: '\E00D' }` is known by its class.
 */
export function drawIcons(root: Root, set: string) {
  const names = iconNames(set)
  let drawn = false
  root.walkRules(/:before$/, (each) => {
    const name = /icon-([\w-]+)::?before$/.exec(each.selector)?.[1] ?? ''
    if (!names.has(name)) return
    each.walkDecls('content', (content) => {
      drawn = true
      content.replaceWith(
        content.clone({ value: "''" }),
        content.clone({ prop: '--phone-icon', value: `url(icons/${set}/${name}.svg)` }),
      )
    })
  })
  if (drawn) root.prepend(parse(DRAWING).nodes)
}
