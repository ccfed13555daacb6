/** Nothing the app asks for may leave this machine: only this server and servers on the same host are allowed. */
const LOCAL = 'http://localhost:* http://127.0.0.1:* ws://localhost:* ws://127.0.0.1:*'

export const contentSecurityPolicy = [
  `default-src 'self' data: blob: ${LOCAL}`,
  `script-src 'self' 'unsafe-eval' 'unsafe-inline'`,
  `worker-src blob:`,
  `style-src 'self' 'unsafe-inline'`,
].join('; ')

/** The page a phone runs in. @param version of the runtime, so that the browser may keep it */
export function phonePage(settings: object, version: string): string {
  const json = JSON.stringify(settings).replaceAll('<', '\\u003c')
  return `<!doctype html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover">
<title>phone</title>
<link rel="icon" href="data:,">
<script>
// opened by itself in a wide window: go where a phone is drawn around it, not a page as wide as the screen
if (window.parent === window && window.innerWidth > 600) {
  document.documentElement.dataset.leaving = 'yes'
  location.replace('frame' + location.search)
}
</script>
<link rel="stylesheet" href="runtime.css?${version}">
</head>
<body>
<script id="phone-settings" type="application/json">${json}</script>
<script src="runtime.js?${version}"></script>
</body>
</html>
`
}

/** A phone's body around a phone page, for people who open it by itself. */
export const framePage = `<!doctype html>
<html lang="zh-CN">
<meta charset="utf-8">
<title>手机</title>
<link rel="icon" href="data:,">
<body style="margin:0;background:#e5e5ea;display:grid;place-items:center;min-height:100vh">
<iframe title="手机" style="width:375px;height:812px;border:0;border-radius:24px;box-shadow:0 8px 40px #0004"></iframe>
<script>
const page = new URL('.' + location.search, location.href)
page.searchParams.set('framed', '1')
document.querySelector('iframe').src = page.href
</script>
`
