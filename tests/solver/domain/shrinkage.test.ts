import { expect, it } from 'vitest'
import { dayHorizon } from '../../../solver/domain/horizon.ts'
import { type Shrinkage, shrinkageByInterval, shrinkageOn, shrinkageSchema } from '../../../solver/domain/shrinkage.ts'

const entry = (share: number, span: object = {}): Shrinkage =>
  shrinkageSchema.parse({ name: 'training', kind: 'planned', share, ...span })

it('compounds, since what is lost to one thing cannot be lost to another', () => {
  const settings = { unplannedShrinkage: 0.1, shrinkage: [entry(0.3)] }
  expect(shrinkageOn(settings, '2026-11-09')).toBeCloseTo(0.37, 12)
  // 100 on position take 100 / 0.63 people, of whom 63 % are 100 again; 137 would leave 86.
  expect((100 / (1 - shrinkageOn(settings, '2026-11-09'))) * 0.9 * 0.7).toBeCloseTo(100, 10)
  expect(
    shrinkageOn({ unplannedShrinkage: 0, shrinkage: [entry(0.5), entry(0.5), entry(0.2)] }, '2026-11-09'),
  ).toBeCloseTo(0.8, 12)
  expect(shrinkageOn({ unplannedShrinkage: 0.05, shrinkage: [] }, '2026-11-09')).toBe(0.05)
})

it('holds on its local dates, both included', () => {
  const settings = {
    unplannedShrinkage: 0.2,
    shrinkage: [entry(0.5, { from: '2026-11-10', to: '2026-11-11' }), entry(0.1, { from: '2026-11-11' })],
  }
  const byDate = ['2026-11-09', '2026-11-10', '2026-11-11', '2026-11-12'].map((date) => shrinkageOn(settings, date))
  for (const [index, share] of [0.2, 0.6, 0.64, 0.28].entries()) expect(byDate[index]).toBeCloseTo(share, 12)
  const horizon = dayHorizon('2026-11-09', 4, 60, 'America/New_York')
  const hours = shrinkageByInterval(settings, horizon)
  expect([...hours]).toEqual(byDate.flatMap((share) => Array.from({ length: 24 }, () => share)))
})
