import { endShift } from './end-shift'
import { fetchCodes } from './fetch-codes'
import { makeShift } from './make-shift'
import { myShifts } from './my-shifts'
import { stampCard } from './stamp-card'
import { takeShift } from './take-shift'

export const staffActions = { makeShift, takeShift, endShift, myShifts, fetchCodes, stampCard }
