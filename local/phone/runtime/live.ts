/** Reload when the app was compiled anew. The server sends the version of the package on each change. */
export function watchForChanges(version: string) {
  const socket = new WebSocket(new URL('live', location.href.replace(/^http/, 'ws')).href.split('?')[0] ?? '')
  socket.addEventListener('message', (event) => {
    if (event.data !== version) location.reload()
  })
  // the server went away: come back with it
  socket.addEventListener('close', () => setTimeout(() => watchForChanges(version), 1000))
}
