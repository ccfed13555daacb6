/** What a name is found by: pinyin and initials, made once at saving. The table of pinyin is loaded on first use. */

/**
 * Such as "wangzhanggui wzg shilimingsu slms": name and firm, whole and by initials, so that a phone finds a person by
 * plain `includes`. Family names are read as family names (单 is shan, 曾 is zeng).
 */
export async function searchKeyOf(name: string, organisation: string): Promise<string> {
  return (await speller())(name, organisation)
}

/** The same for many: waits for the table once. */
export async function speller(): Promise<(name: string, organisation: string) => string> {
  const { pinyin } = await import('pinyin-pro')
  const spell = (text: string) => {
    const syllables = text
      .split(/[·•・\s]/) // Each part may begin with a family name.
      .flatMap((part) =>
        pinyin(part, { toneType: 'none', type: 'array', surname: 'head', nonZh: 'consecutive' }),
      )
      .map((syllable) => syllable.toLowerCase().replace(/[^a-z0-9]/g, ''))
      .filter((syllable) => syllable !== '')
    return [syllables.join(''), syllables.map((syllable) => syllable[0]).join('')]
  }
  return (name, organisation) =>
    [...spell(name), ...spell(organisation)].filter((word) => word !== '').join(' ')
}
