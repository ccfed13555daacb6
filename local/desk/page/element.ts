/**
 * Makes one DOM element: tag, attributes (a `true` attribute is set empty, `false` is left out), children.
 * Text children become text nodes, never HTML, so that names and links given as data cannot inject anything.
 */
export function element<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  attributes: Record<string, string | boolean> = {},
  ...children: (Node | string)[]
): HTMLElementTagNameMap[K] {
  const made = document.createElement(tag)
  for (const [name, value] of Object.entries(attributes)) {
    if (value !== false) made.setAttribute(name, value === true ? '' : value)
  }
  made.append(...children)
  return made
}

/** A button that does one thing. */
export function button(
  label: string,
  attributes: Record<string, string | boolean>,
  onPress: () => void,
): HTMLButtonElement {
  const made = element('button', { type: 'button', ...attributes }, label)
  made.addEventListener('click', onPress)
  return made
}
