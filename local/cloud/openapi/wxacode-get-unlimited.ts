import { codeText } from './mini-program-code'
import { refused, type OpenApi } from './open-api'
import { isPage } from './pages'
import { qrPicture } from './qr-picture'

/** The characters a scene may hold; no % and no Chinese. */
const SCENE = /^[0-9A-Za-z!#$&'()*+,/:;=?@\-._~]{1,32}$/
const WIDTH = { least: 280, usual: 430, most: 1280 }
const VERSIONS = ['release', 'trial', 'develop']

/**
 * wxacode.getUnlimited: {scene, page?, check_path?, env_version?, width?} → a picture. Scanned, the page gets
 * `scene` in its query, encoded. `page` has no leading slash and no parameters.
 */
export const getUnlimitedCode: OpenApi = (args, { appId, pages }) => {
  const { scene, page, check_path = true, env_version = 'release', width = WIDTH.usual } = args
  if (typeof scene !== 'string' || !SCENE.test(scene))
    return refused(40169, 'invalid length for scene, or the data is not json string')
  if (!VERSIONS.includes(String(env_version)) || !isWidth(width)) return refused(40097, 'invalid args')
  const target = page === undefined || page === '' ? (pages?.[0] ?? '') : page
  if (typeof target !== 'string' || /[?#]|^\//.test(target)) return refused(41030, 'invalid page')
  if (page && check_path !== false && !isPage(target, pages)) return refused(41030, 'invalid page')
  return picture(codeText(appId, target, `scene=${encodeURIComponent(scene)}`), width)
}

/** wxacode.get: {path with parameters, ≤ 1024 characters, width?} → a picture. */
export const getCode: OpenApi = ({ path, width = WIDTH.usual }, { appId }) => {
  if (typeof path !== 'string' || path === '' || path.length > 1024)
    return refused(40159, 'invalid length for path, or the data is not json string')
  if (!isWidth(width)) return refused(40097, 'invalid args')
  const [page = '', ...query] = path.replace(/^\//, '').split('?')
  return picture(codeText(appId, page, query.join('?')), width)
}

const isWidth = (width: unknown): width is number =>
  typeof width === 'number' && Number.isInteger(width) && width >= WIDTH.least && width <= WIDTH.most

const picture = (text: string, width: number) => ({
  media: { contentType: 'image/png', bytes: qrPicture(text, width) },
})
