/** Ids made once on the phone, so that a repeat after a lost answer is recognised as the same thing. */

/**
 * 128 random bits as 32 hex digits. Math.random is enough: the cloud stores it under a hash together with the person, so
 * a guessed id reaches nobody else's content; it only has to differ from his own earlier ones.
 */
export function makeId(): string {
  let id = ''
  for (let part = 0; part < 4; part += 1) {
    id += Math.floor(Math.random() * 0x1_0000_0000)
      .toString(16)
      .padStart(8, '0')
  }
  return id
}
