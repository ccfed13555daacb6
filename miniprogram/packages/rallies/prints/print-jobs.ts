/** What of a carnival can be printed, and the pages of each. */
import type { EventPlaces } from '../../../services/rallies/operating'
import type { PaintPage } from './a4'
import { CARDS_A_PAGE, paintCards } from './paint-cards'
import { paintDesk } from './paint-desk'
import { paintSheet } from './paint-sheet'

export interface PrintJob {
  key: string
  kind: 'sheets' | 'cards' | 'desks'
  routeId: string
  name: string
  /** How much there is; '' where it is asked. */
  amount: string
}

/** @param sheetId one sheet alone, which was just replaced; '' for everything */
export function printJobs({ routes, sheets, desks }: EventPlaces, sheetId = ''): PrintJob[] {
  const one = sheets.find((sheet) => sheet.sheetId === sheetId)
  if (one) {
    const { routeId, pointName } = one
    return [{ key: sheetId, kind: 'sheets', routeId, name: `${pointName} · 打卡码`, amount: '1 页' }]
  }
  const jobs = routes.flatMap(({ route: { routeId, name } }): PrintJob[] => {
    const count = sheets.filter((sheet) => sheet.routeId === routeId).length
    return [
      { key: `sheets-${routeId}`, kind: 'sheets', routeId, name: `${name} · 打卡码`, amount: `${count} 页` },
      { key: `cards-${routeId}`, kind: 'cards', routeId, name: `${name} · 纸明信片`, amount: '' },
    ]
  })
  if (desks.length === 0) return jobs
  const signs = { name: '兑换台的牌子', amount: `${desks.length} 页` }
  return [...jobs, { key: 'desks', kind: 'desks', routeId: '', ...signs }]
}

/** @param serials of cards that were made for this print */
export function pagesOf(places: EventPlaces, job: PrintJob, serials: string[] = []): PaintPage[] {
  if (job.kind === 'desks') return places.desks.map((desk) => (brush) => paintDesk(brush, desk))
  const found = places.routes.find(({ route }) => route.routeId === job.routeId)
  if (!found) return []
  const { name: routeName, order: routeOrder } = found.route
  if (job.kind === 'sheets') {
    const hours = (id: string) => found.points.find(({ pointId }) => pointId === id)?.hours ?? ''
    return places.sheets
      .filter(
        ({ sheetId, routeId }) => routeId === job.routeId && [sheetId, `sheets-${routeId}`].includes(job.key),
      )
      .map((sheet) => (brush) => {
        paintSheet(brush, { ...sheet, routeName, routeOrder, hours: hours(sheet.pointId) })
      })
  }
  const points = [...found.points].sort((one, other) => one.order - other.order)
  const stampNames = points.map(({ stampName }) => stampName)
  const pages = Array.from({ length: Math.ceil(serials.length / CARDS_A_PAGE) }, (_, at) =>
    serials.slice(at * CARDS_A_PAGE, (at + 1) * CARDS_A_PAGE),
  )
  return pages.map(
    (some) => (brush) => paintCards(brush, { routeName, routeOrder, stampNames, serials: some }),
  )
}
