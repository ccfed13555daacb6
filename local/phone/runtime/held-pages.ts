/** What is open over a page and goes by the first step back, innermost last. */
const held: { layer: Element | null; close(): void }[] = []

/** @returns a function that lets go of the page again */
export function holdPage(element: Element, close: () => void): () => void {
  const one = { layer: element.closest('.phone-layer'), close }
  held.push(one)
  return () => {
    const at = held.indexOf(one)
    if (at >= 0) held.splice(at, 1)
  }
}

/** Close what is open over a page. @returns false when nothing was */
export function closeHeld(layer: Element): boolean {
  const at = held.map((one) => one.layer).lastIndexOf(layer)
  if (at < 0) return false
  const [one] = held.splice(at, 1)
  one?.close()
  return true
}
