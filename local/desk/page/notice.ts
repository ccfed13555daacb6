const SHOWN_FOR = 6000
let timer: number | undefined

/** Says one short sentence at the foot of the page for a while; a newer one replaces it. */
export function say(sentence: string): void {
  const place = document.getElementById('notice')
  if (!place) return
  place.textContent = sentence
  place.classList.add('shown')
  clearTimeout(timer)
  timer = window.setTimeout(() => place.classList.remove('shown'), SHOWN_FOR)
}
