/** `npm run replay -- requests`: see docs/decisions/0076. */
import { runReplay } from '../command'
import { buildRequests, playPart } from './replay'
import { isWrong, sumOf } from './tally'

runReplay(__filename, { build: buildRequests, play: playPart, sum: sumOf, isWrong })
