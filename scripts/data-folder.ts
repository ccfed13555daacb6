import { join, resolve } from 'node:path'

/** Where `npm start` keeps what survives a restart: QSJ_DATA, or .data in the project. */
export function dataFolder(): string {
  return resolve(process.env.QSJ_DATA ?? join(__dirname, '../.data'))
}
