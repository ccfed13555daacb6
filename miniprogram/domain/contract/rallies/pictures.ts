/** 点位照片: what a point looks like, to be read without a network. See docs/decisions/0047. */
import type { Action } from '../envelope'

export interface PointPicture {
  pictureId: string
  /** In dots. */
  width: number
  height: number
  /** Good for ten minutes; '' where the phone keeps it already. */
  url: string
}

/** As an operator sees one: residents see what is shown alone. */
export interface OperatedPicture extends PointPicture {
  state: 'checking' | 'shown' | 'refused'
}

export interface PicturedPoint {
  pointId: string
  name: string
  routeId: string
  routeName: string
  pictures: OperatedPicture[]
}

export interface RallyPictures {
  /** Operator: every point of a carnival with its pictures. */
  listPointPictures: Action<{ eventId: string }, { points: PicturedPoint[] }>
  /** Operator: one more picture of a point, at most three; sent by himself. */
  addPointPicture: Action<
    { moveId: string; pointId: string; fileId: string; width: number; height: number },
    { pictures: string[] }
  >
  /** Operator: takes one away, on every phone at its next opening of the route. */
  removePointPicture: Action<{ moveId: string; pointId: string; pictureId: string }, { pictures: string[] }>
}
