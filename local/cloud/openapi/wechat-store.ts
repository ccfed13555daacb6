import { join } from 'node:path'
import { openSqlite, type Sqlite } from '../database/sqlite'

/**
 * What WeChat itself remembers of people and messages, beside the environment's documents: <data>/wechat.sqlite.
 * @param dataDir already taken by this process; absent: in memory
 */
export function openWeChatStore(dataDir?: string): Sqlite {
  const store = openSqlite(dataDir ? join(dataDir, 'wechat.sqlite') : ':memory:')
  store.exec(`
    PRAGMA journal_mode = WAL;
    PRAGMA synchronous = NORMAL;
    CREATE TABLE IF NOT EXISTS visits (openid TEXT PRIMARY KEY, at INTEGER NOT NULL) WITHOUT ROWID;
    CREATE TABLE IF NOT EXISTS credits (openid TEXT, template TEXT, count INTEGER NOT NULL,
      PRIMARY KEY (openid, template)) WITHOUT ROWID;
    CREATE TABLE IF NOT EXISTS kept_choices (openid TEXT, template TEXT, choice TEXT NOT NULL,
      PRIMARY KEY (openid, template)) WITHOUT ROWID;
    CREATE TABLE IF NOT EXISTS switched_off (openid TEXT PRIMARY KEY) WITHOUT ROWID;
    CREATE TABLE IF NOT EXISTS media_checks (trace_id TEXT PRIMARY KEY, due INTEGER NOT NULL,
      facts TEXT NOT NULL) WITHOUT ROWID;
    CREATE TABLE IF NOT EXISTS deliveries (id INTEGER PRIMARY KEY AUTOINCREMENT, facts TEXT NOT NULL);
  `)
  return store
}
