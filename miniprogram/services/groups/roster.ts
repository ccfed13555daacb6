/** 名册: the spreadsheet of a group's people. One function per action. */
import type { Answer } from '../../domain/contract/envelope'
import type { RosterImportResult, RosterRowView } from '../../domain/contract/groups/roster'
import { callAction, uploadFile } from '../cloud'
import { moveOnce } from '../moves'

/** The template as a file of this phone. @returns its path */
export async function rosterTemplate(conversationId: string): Promise<Answer<{ path: string }>> {
  const answer = await callAction('groups', 'rosterTemplate', { conversationId })
  if (!answer.ok) return answer
  const path = `${wx.env.USER_DATA_PATH}/${answer.data.fileName}`
  wx.getFileSystemManager().writeFileSync(path, answer.data.base64, 'base64')
  return { ok: true, data: { path } }
}

/**
 * Hands over a spreadsheet: the file goes up first, then it is imported.
 * @param importId made once per file, so that trying again is the same import
 */
export async function importRoster(
  conversationId: string,
  importId: string,
  filePath: string,
): Promise<Answer<RosterImportResult>> {
  const uploaded = await uploadFile(`chat/roster-${importId}.xlsx`, filePath)
  if (!uploaded.ok) return uploaded
  return callAction('groups', 'importRoster', { conversationId, importId, fileId: uploaded.data.fileId })
}

/** Operator: the groups whose roster he keeps. */
export function listKeptGroups(): Promise<
  Answer<{ groups: { conversationId: string; name: string; memberCount: number }[] }>
> {
  return callAction('groups', 'listKeptGroups', {})
}

export function dropRow(conversationId: string, rowId: string): Promise<Answer<{ dropped: true }>> {
  return moveOnce(`dropRow/${rowId}`, (moveId) =>
    callAction('groups', 'dropRow', { conversationId, rowId, moveId }),
  )
}

export function listRoster(
  conversationId: string,
  after: string | null,
): Promise<Answer<{ rows: RosterRowView[]; after: string | null }>> {
  return callAction('groups', 'listRoster', after === null ? { conversationId } : { conversationId, after })
}
