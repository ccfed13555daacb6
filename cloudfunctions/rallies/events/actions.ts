import { addPointPicture } from '../pictures/add-point-picture'
import { listPointPictures } from '../pictures/list-point-pictures'
import { removePointPicture } from '../pictures/remove-point-picture'
import { closeFlag, listFlags } from '../board/flags'
import { openBoard } from '../board/open-board'
import { openTrial } from '../trial/open-trial'
import { trialScan } from '../trial/trial-scan'
import { wipeTrial } from '../trial/wipe-trial'
import { changeEvent } from './change-event'
import { eventTemplate } from './event-template'
import { importEvent } from './import-event'
import { listEvents } from './list-events'
import { makePaperCards } from './make-paper-cards'
import { openPrints } from './open-prints'
import { readSaved } from './read-saved'
import { replaceSheet } from './replace-sheet'
import { savePoint } from './save-point'
import { setEventState } from './set-event-state'

export const operatingActions = {
  ...{ eventTemplate, listEvents, importEvent, setEventState, changeEvent, savePoint, readSaved },
  ...{ replaceSheet, makePaperCards, openPrints, trialScan, openTrial, wipeTrial },
  ...{ openBoard, listFlags, closeFlag, listPointPictures, addPointPicture, removePointPicture },
}
