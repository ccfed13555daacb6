import { Query } from 'mingo'
import type { Document } from './ejson'
import { invalidParameter } from './errors'

/** The part of a document a projection shows; `_id` is shown unless it is set to 0. */
export function project(document: Document, projection: Document): Document {
  try {
    return new Query<Document>({}).find<Document>([document], projection).all()[0] ?? {}
  } catch (error) {
    throw invalidParameter(`projection: ${(error as Error).message}`)
  }
}
