/** `npm run replay -- mentions`: see docs/decisions/0058. */
import { runReplay } from '../command'
import { buildMentions, playPart } from './replay'
import { isWrong, sumOf } from './tally'

runReplay(__filename, { build: buildMentions, play: playPart, sum: sumOf, isWrong })
