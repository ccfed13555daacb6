/** The figures of a month as people read them: no share without what it is of, and nothing left out beside it. */
import { caseFigures } from '../../miniprogram/domain/case-figures'
import type { CaseCount } from '../../miniprogram/domain/case-figures'
import { render, until } from './simulated'
import { saidFigures, unitLines } from '../../miniprogram/packages/requests/figures/said'

const count = (n: number, more: Partial<CaseCount>): CaseCount => ({
  ...{ state: 'closed', ending: 'confirmed', stars: null, savedTrip: false, disputed: false, late: false },
  ...{ unitId: 'office', unitName: '营商环境办（示例）', n },
  ...more,
})

it('says each share with its number, and unrated, silent, disputed and what is not ours apart', () => {
  const figures = caseFigures([
    count(126, { stars: 5, savedTrip: true }),
    count(1, { stars: 2, disputed: true }),
    count(1, { ending: 'silent' }),
    count(2, { state: 'handling', ending: null, late: true }),
    count(3, { state: 'declined', ending: null }),
  ])
  const said = saidFigures(figures)
  expect(said).toMatchObject({ received: 133, open: 2, late: 2 })
  expect(said.done).toMatchObject({ percent: '98.46%', of: '130 件里办结 128 件' })
  expect(said.done.beside).toContain('没有回音 1 件')
  expect(said.done.beside).toContain('不归我们 3 件')
  expect(said.satisfied).toMatchObject({ percent: '99.21%', of: '评了的 127 件里，四星五星 126 件' })
  expect(said.satisfied.beside).toContain('没评 1 件')
  expect(said.satisfied.beside).toContain('「没解决」的 1 件')
  expect(said.saved).toBe('少跑约 126 趟，省下约 63 小时')
  expect(unitLines([{ unitId: 'office', name: '示例', figures }])[0]!.line).toContain('98.46%（128/130）')
})

it('a month of which nothing can be a share says so instead of 0 %', () => {
  const said = saidFigures(caseFigures([count(1, { state: 'withdrawn', ending: null })]))
  expect([said.done.percent, said.satisfied.percent, said.saved]).toEqual(['—', '—', ''])
})

it('units are compared only with a reason, and whoever looks reads whose and why', async () => {
  const sent: unknown[] = []
  jest.doMock('../../miniprogram/services/requests-figures', () => ({
    compareUnits: (reason: string | null) => {
      sent.push(reason)
      const compared = reason === null ? null : { by: '示例·程主任', reason }
      return Promise.resolve({ ok: true, data: { compared } })
    },
  }))
  const part = render('packages/requests/rules/comparing/comparing')
  const type = (value: string) =>
    (part as unknown as { instance: { typed(event: object): void } }).instance.typed({ detail: { value } })
  part.querySelector('.do')!.dispatchEvent('tap')
  await until(() => part.data.problem !== '')
  expect(sent).toEqual([])
  type('季度通报要用')
  part.querySelector('.do')!.dispatchEvent('tap')
  await until(() => part.dom.textContent!.includes('示例·程主任 打开了：季度通报要用'))
  part.querySelector('.do')!.dispatchEvent('tap')
  await until(() => part.dom.textContent!.includes('打开按单位看'))
  expect(sent).toEqual(['季度通报要用', null])
})
