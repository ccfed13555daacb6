// Writes components/icon/icon.wxss: the icons the mini program uses, as masks inside the style sheet itself.
// TDesign's own icon font sits on a CDN, so on a weak network a phone would show boxes.
// Run after changing NAMES: node scripts/icons.mjs
import { readFileSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { fileURLToPath } from 'node:url'

const NAMES = [
  ...[
    'home',
    'home-filled',
    'chat',
    'chat-filled',
    'assignment',
    'assignment-filled',
    'location',
    'location-filled',
  ],
  ...['upload', 'download', 'share', 'user-add', 'edit', 'lock-off', 'history', 'file'],
  ...['ellipsis', 'flag'],
  ...['user', 'user-filled', 'scan', 'mentioned', 'send', 'search', 'close', 'check', 'refresh', 'wifi-off'],
  ...[
    'lock-on',
    'time',
    'info-circle',
    'error-circle',
    'chevron-right',
    'chevron-down',
    'tea',
    'secured',
    'call',
  ],
  ...[
    'rollback',
    'usergroup',
    'user-talk',
    'mail',
    'swap',
    'check-circle',
    'circle',
    'map-route-planning',
    'image',
  ],
  ...['add-circle'],
  ...[
    'gift',
    'qrcode',
    'bookmark',
    'bookmark-filled',
    'calendar',
    'keyboard',
    'map-location',
    'map-navigation',
  ],
  ...['usergroup-add', 'accessibility', 'rice', 'tools', 'print', 'chart', 'save'],
]

const set = JSON.parse(
  readFileSync(createRequire(import.meta.url).resolve('@iconify-json/tdesign/icons.json'), 'utf8'),
)
const rules = NAMES.map((name) => {
  const icon = set.icons[name]
  if (!icon) throw new Error(`tdesign has no icon named ${name}`)
  const size = `${icon.width ?? set.width} ${icon.height ?? set.height}`
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${size}">${icon.body}</svg>`
  const uri = `url("data:image/svg+xml;base64,${Buffer.from(svg).toString('base64')}")`
  return `.icon-${name} {\n  -webkit-mask-image: ${uri};\n  mask-image: ${uri};\n}\n`
})
const head = `/* Written by scripts/icons.mjs from TDesign Icons (MIT, https://github.com/Tencent/tdesign-icons). */
.icon {
  display: inline-block;
  width: 1em;
  height: 1em;
  vertical-align: -0.125em;
  background-color: currentColor;
  -webkit-mask-repeat: no-repeat;
  mask-repeat: no-repeat;
  -webkit-mask-size: 100% 100%;
  mask-size: 100% 100%;
}
`
const target = fileURLToPath(new URL('../miniprogram/components/icon/icon.wxss', import.meta.url))
writeFileSync(target, head + rules.join(''))
console.log(`${NAMES.length} icons, ${(head + rules.join('')).length} characters`)
