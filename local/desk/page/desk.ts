import type { DeskData } from '../data'
import { cloudLog } from './cloud-log'
import { codeSheet } from './code-sheet'
import { costTable } from './cost-table'
import { deliveryList } from './delivery-list'
import { fitPhones } from './fit'
import { guide } from './guide'
import { say } from './notice'
import { phoneReports } from './phone-reports'
import { phoneStand } from './phone-stand'
import { phoneCounter, shownSides } from './phone-count'
import { tabs } from './tabs'
import { listenToDeliveries, readData } from './wire'

readData().then(layOut, (error: Error) => say(error.message))

function layOut(data: DeskData): void {
  document.title = data.title
  place('title').textContent = data.title
  const reports = phoneReports()
  const stands = shownSides().map((side) => ({ side, ...phoneStand(side, data, reports.add) }))

  const log = cloudLog((count) => side.rename('log', count === 0 ? '云端记录' : `云端记录 · ${count} 处毛病`))
  log.panel.prepend(reports.panel)
  const costs = costTable()
  const deliveries = deliveryList(data.people)
  listenToDeliveries((delivery) => {
    deliveries.take(delivery)
    for (const { take } of stands) take(delivery)
  })
  const side = tabs([
    { id: 'codes', label: '打卡码', panel: codeSheet(data.codes, stands) },
    { id: 'deliveries', label: '通知', panel: deliveries.panel },
    { id: 'log', label: '云端记录', panel: log.panel, onShow: log.start, onHide: log.stop },
    { id: 'costs', label: '花费', panel: costs.panel, onShow: costs.start, onHide: costs.stop },
    { id: 'guide', label: '说明', panel: guide(data.stories) },
  ])
  place('phones').append(...stands.map(({ stand }) => stand))
  place('desk').dataset.phones = String(stands.length)
  place('phone-count').append(phoneCounter())
  place('side').append(side.root)
  place('first-time').addEventListener('click', () => {
    side.show('guide')
    place('side').scrollIntoView({ block: 'nearest' })
  })
  fitPhones(place('phones'))
}

function place(id: string): HTMLElement {
  const found = document.getElementById(id)
  if (!found) throw new Error(`desk: no #${id} in the page`)
  return found
}
