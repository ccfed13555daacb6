/** Photos of cases: readable to the requester and to who handles it, by links that end after ten minutes. */
import type { Action } from '../envelope'

/** As a phone sends one: `fileId` is the path on the phone until it is uploaded. */
export interface SentPhoto {
  fileId: string
  width: number
  height: number
}

/** As a reader sees one before its link is there. */
export interface CasePhotoView {
  photoId: string
  width: number
  height: number
}

export interface CasePhotoLink {
  photoId: string
  /** Until WeChat has looked at it only its sender and handlers see it; what it refused, its sender alone. */
  state: 'checking' | 'shown' | 'refused'
  /** '' when the reader may not see it, or it is gone. */
  url: string
}

export interface CasePhotos {
  /** Whoever may open the case, but for those whose own case was merged into it. */
  photoLinks: Action<{ caseId: string }, { photos: CasePhotoLink[] }>
}
