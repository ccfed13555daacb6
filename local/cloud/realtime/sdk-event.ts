import type { DocumentChange } from './snapshot'

/** One change as the realtime wire of @cloudbase/database carries it (its typings/realtime.d.ts). */
export interface SdkEvent {
  /** All changes of one snapshot share it; snapshots count up by one. */
  ID: number
  DataType: DocumentChange['dataType']
  QueueType: DocumentChange['queueType']
  DocID: unknown
  /** The whole document as plain JSON, dates as ISO text. The SDK knows a removed one by itself. */
  Doc: string
  UpdatedFields: string
  RemovedFields: string
  removedFields: string
}

/** The changes of one snapshot as events with one id. */
export function sdkEvents(changes: DocumentChange[], ID: number): SdkEvent[] {
  return changes.map(({ dataType, queueType, docId, doc, updatedFields, removedFields }) => {
    // The SDK looks whether either spelling is there, but reads the small one: without it, it would end the watch.
    const removed = removedFields ? JSON.stringify(removedFields) : ''
    return {
      ID,
      DataType: dataType,
      QueueType: queueType,
      DocID: docId,
      Doc: dataType === 'remove' ? '' : JSON.stringify(doc),
      UpdatedFields: updatedFields ? JSON.stringify(updatedFields) : '',
      RemovedFields: removed,
      removedFields: removed,
    }
  })
}
