import { reportUnsupported } from './report'

const isLocal = (url: string) => /^https?:\/\/(localhost|127\.0\.0\.1)(:|\/|$)/.test(url)

/**
 * Address of a picture named in a template.
 * @param owner path of the page or component whose template names it; relative paths start there
 * @returns '' for none; a remote picture is not fetched, since nothing the app asks for leaves this machine
 */
export function assetUrl(source: string, owner: string): string {
  if (!source) return ''
  if (/^(data|blob):/.test(source) || isLocal(source)) return source
  if (/^(https?:)?\/\//.test(source)) {
    reportUnsupported(`picture from the network (${new URL(source, 'https://x').host})`)
    return 'data:,'
  }
  return new URL(`app${new URL(source, `http://app/${owner}`).pathname}`, location.href.split('?')[0]).href
}
