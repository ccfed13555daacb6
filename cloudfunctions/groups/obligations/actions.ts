/** The actions of an @: what people do with one, and what 群主 and heads see of all. */
import { acceptMention } from './accept-mention'
import { acknowledgeMention } from './acknowledge-mention'
import { assignMention } from './assign-mention'
import { declineOffer } from './decline-offer'
import { excuseMention } from './excuse-mention'
import { figures } from './figures'
import { listOpen } from './list-open'
import { notMine } from './not-mine'
import { offerMention } from './offer-mention'
import { openLadder } from './open-ladder'
import { promiseMention } from './promise-mention'
import { reopenMention } from './reopen-mention'
import { seeMention } from './see-mention'
import { setLadder } from './set-ladder'
import { takeMention } from './take-mention'
import { urgeMention } from './urge-mention'

export const mentionActions = {
  seeMention,
  acknowledgeMention,
  promiseMention,
  excuseMention,
  reopenMention,
  offerMention,
  acceptMention,
  declineOffer,
  notMine,
  assignMention,
  takeMention,
  urgeMention,
  listOpen,
  figures,
  openLadder,
  setLadder,
}
