import type { Database } from '../database/database'
import type { Document } from '../database/ejson'
import type { IndexSchema } from '../database/schema'

/** About 480 bytes of JSON each, as a case of a service desk might be; of 1000, each page holds 20. */
export const aCase = (n: number): Document => ({
  _id: `case-${n}`,
  status: `s${n % 5}`,
  unit: `u${Math.floor(n / 5) % 10}`,
  at: n,
  number: `2026-${n}`,
  title: `路灯不亮，晚上看不清路 ${n}`,
  text: '昨天晚上八点多经过这里，连续三盏路灯都不亮，老人出门很不方便，请尽快处理。'.repeat(2),
  place: { type: 'Point', coordinates: [113.2 + (n % 1000) / 1e4, 22.8 + (n % 777) / 1e4] },
  tags: ['照明', `t${n % 50}`],
  open: n % 3 === 0,
})

export const INDEXES: IndexSchema[] = [
  {
    name: 'page',
    fields: [
      ['status', 'asc'],
      ['unit', 'asc'],
      ['at', 'desc'],
    ],
    unique: false,
  },
  { name: 'number', fields: [['number', 'asc']], unique: false },
]

export async function fill(database: Database, size: number): Promise<void> {
  for (let start = 0; start < size; start += 1000) {
    const batch = Array.from({ length: Math.min(1000, size - start) }, (_, i) => aCase(start + i))
    await database.insert('cases', batch)
  }
}
