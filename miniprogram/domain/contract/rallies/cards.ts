/** 明信片: the card in the app, paper cards, and who carries or owns them. See docs/decisions/0041. */
import type { Action, EpochMs } from '../envelope'

export interface Card {
  cardId: string
  kind: 'app' | 'paper'
  serial: string
  /** mine: my own, from the app or joined; carried: someone else's, shown and stamped on this phone. */
  tie?: 'mine' | 'carried'
  /** What the one it belongs to is called on this phone (外婆); for carried cards only. */
  carriedAs?: string
}

export interface Stamp {
  stampId: string
  cardId: string
  pointId: string
  at: EpochMs
}

/** A paper card as whoever holds its serial may see it: no name of anyone. */
export interface PaperCard extends Card {
  routeId: string
  routeName: string
  pointCount: number
  stamped: number
  /** free: nobody's yet; carried, joined: by this reader; elsewhere: on another phone; owned: another's for good. */
  state: 'free' | 'carried' | 'joined' | 'elsewhere' | 'owned'
}

export interface RallyCards {
  /** A person: what a paper card holds, by its serial. */
  openPaperCard: Action<{ serial: string }, { card: PaperCard; stamps: Stamp[] }>
  /** A person: shows and stamps someone else's card from now on. At most five people; one phone at a time. */
  carryCard: Action<{ moveId: string; serial: string; carriedAs: string }, { card: PaperCard }>
  /** Who carries it, or an operator for a lost phone: puts it down. Its stamps stay on it. */
  putDownCard: Action<{ moveId: string; serial: string }, { card: PaperCard }>
  /** A person: makes a paper card his own, once. A gift it had counts as his. */
  joinCard: Action<{ moveId: string; serial: string }, { card: PaperCard; giftsHad: string[] }>
}
