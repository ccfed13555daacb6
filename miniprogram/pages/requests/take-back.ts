/** A case that was refused goes back to where it was written, to be written differently. */
import type { DraftPicture } from '../../services/drafts'
import { keepCaseDraftNow, newCaseDraft, readCaseDraft } from '../../services/case-draft'
import { dropCall } from '../../services/outbox'
import { waitingCases } from '../../services/requests'
import type { RaiseInput } from '../../services/requests'

/** @returns false when another is being written: that must not be overwritten */
export function takeBack(id: string): boolean {
  const call = waitingCases().find((each) => each.id === id)
  const begun = readCaseDraft()
  if (!call?.refusal || begun.text.trim() !== '' || begun.pictures.length > 0) return false
  const { photos = [], draftId: _spent, ...written } = call.input as RaiseInput
  const pictures: DraftPicture[] = photos.map(({ fileId: path, width, height }) => ({ path, width, height }))
  // As a new draft, since the cloud may remember the old id.
  keepCaseDraftNow({ ...newCaseDraft(), ...written, pictures })
  dropCall(id)
  return true
}
