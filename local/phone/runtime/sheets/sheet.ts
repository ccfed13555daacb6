import { overlayLayer } from '../screen'

/** A layer over the app with something in it; closes once. */
export function openSheet(
  className: string,
  role: string,
): { mask: HTMLElement; box: HTMLElement; close(): void } {
  const mask = document.createElement('div')
  mask.className = `phone-mask ${className}-mask`
  const box = document.createElement('div')
  box.className = className
  box.setAttribute('role', role)
  if (role === 'dialog') box.setAttribute('aria-modal', 'true')
  mask.append(box)
  overlayLayer.append(mask)
  return { mask, box, close: () => mask.remove() }
}

/** Add an element with text to a sheet. */
export function addText(parent: HTMLElement, tag: string, className: string, text: string): HTMLElement {
  const element = document.createElement(tag)
  element.className = className
  element.textContent = text
  parent.append(element)
  return element
}

/** Add a button to a sheet. */
export function addButton(
  parent: HTMLElement,
  className: string,
  text: string,
  act: () => void,
): HTMLElement {
  const button = addText(parent, 'button', className, text)
  button.addEventListener('click', act)
  return button
}
