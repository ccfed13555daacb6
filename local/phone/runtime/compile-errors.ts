import type { AppPackage } from '../app-package'
import { reportError, reportUnsupported } from './report'
import { overlayLayer } from './screen'

/** Files that did not compile, over the app (which runs their last good version) until someone looks away from it. */
export function showCompileErrors(pack: AppPackage) {
  // what is wrong in an npm package is not for the app's author to mend: the server's log has it
  for (const line of pack.warnings) if (!line.startsWith('miniprogram_npm/')) console.warn(line)
  pack.unsupported.forEach(reportUnsupported)
  if (pack.errors.length === 0) return
  const box = document.createElement('div')
  box.className = 'phone-compile-errors'
  box.setAttribute('role', 'alert')
  for (const { file, message, keptLastGood } of pack.errors) {
    const line = document.createElement('pre')
    line.textContent = `${file}\n${message}${keptLastGood ? '\n(the version before this mistake is running)' : ''}`
    box.append(line)
    reportError(new Error(message), file)
  }
  const close = document.createElement('button')
  close.textContent = '知道了'
  close.addEventListener('click', () => box.remove())
  box.append(close)
  overlayLayer.append(box)
}
