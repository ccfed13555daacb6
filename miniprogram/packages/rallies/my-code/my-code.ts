/** The holder's own code, for staff to stamp by or to hand out a gift. Shown without a network. */
import type { PageState } from '../../../components/page-state/states'
import { stateOf } from '../../../components/page-state/states'
import { lastRoutes, openEvent, openRoute } from '../../../services/rallies'
import { ownCode } from '../../../services/rallies/cards'
import { linkOf } from '../../../services/rallies/links'

Page({
  data: { state: 'loading' as PageState, sentence: '', link: '', consentVisible: false },

  onLoad() {
    void this.load()
  },
  async load() {
    if (!ownCode()) {
      const answer = await openEvent()
      const [first] = answer.ok ? answer.data.routes : []
      const opened = first && (await openRoute(first.routeId))
      if (!answer.ok) return this.setData(stateOf(answer))
      if (opened && !opened.ok) return this.setData(stateOf(opened))
    }
    const code = ownCode()
    if (code) return this.setData({ state: 'ready', link: linkOf(code) })
    // Only someone who agreed has a code of his own.
    this.setData(lastRoutes().length > 0 ? { state: 'consent', consentVisible: true } : { state: 'empty' })
  },
  act() {
    if (this.data.state === 'consent') this.setData({ consentVisible: true })
    else void this.load()
  },
  async agreed() {
    this.setData({ consentVisible: false, state: 'loading' })
    for (const { route } of lastRoutes().slice(0, 1)) await openRoute(route.routeId)
    void this.load()
  },
  closeConsent() {
    this.setData({ consentVisible: false })
  },
})
