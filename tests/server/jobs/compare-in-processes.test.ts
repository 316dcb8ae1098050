import { expect, test } from 'vitest'
import { planInProcesses } from '../../../server/jobs/compare-in-processes.ts'
import type { CompareProgress, CompareWork } from '../../../server/jobs/compare-task.ts'
import { planWeek } from '../../../server/jobs/plan-week.ts'
import { parseSweepLevers, sweepPoints } from '../../../solver/compare/sweep-levers.ts'
import { SMALL_PLAN_WEEK, smallPlan } from '../../fixtures/small-plan.ts'

const SLOW = { timeout: 120_000 }
const BUSY = 'id: busy\nvolume: [{ factor: 1.5 }]\n'
const OPTIONS = { week: SMALL_PLAN_WEEK, weeks: 1, seed: 3, gap: 0.05, timeLimitSeconds: 60, replications: 4 }

const files = smallPlan({ 'scenarios/busy.yaml': BUSY })
const sweep = (levers: readonly string[]): CompareWork => ({
  ...{ files, options: OPTIONS, keepFiles: true, withEstimates: false },
  scenarios: sweepPoints(parseSweepLevers(levers)).map((point) => ({ ...point, base: 'baseline' })),
})

/** All but the seconds, which no two runs share. */
function repeatable(text: string): string {
  return text.replace(/"solveSeconds": [\d.e-]+/, '"solveSeconds": 0')
}

const neverAborted = new AbortController().signal

test(
  'every point is the same, byte for byte, however many processes plan them and in whatever company',
  SLOW,
  async () => {
    const work = sweep(['volume=1,1.5,2'])
    const alone = await Promise.all(
      work.scenarios
        .slice(2)
        .map((scenario) => planInProcesses({ ...work, scenarios: [scenario] }, 1, { signal: neverAborted })),
    )
    for (const workers of [1, 3]) {
      const together = await planInProcesses(work, workers, { signal: neverAborted })
      expect(together.map(({ planned }) => planned.scenario)).toEqual(work.scenarios.map(({ id }) => id))
      for (const [place, [single]] of alone.entries()) {
        const same = together[place + 2]!
        expect(same.planned.values).toEqual(single!.planned.values)
        expect([...same.contents.keys()]).toContain('roster.csv')
        for (const [name, text] of same.contents) expect(repeatable(text)).toBe(repeatable(single!.contents.get(name)!))
      }
    }
  },
)

test('a scenario is planned as `plan` plans it alone', SLOW, async () => {
  const work = { ...sweep(['volume=1']), scenarios: ['baseline', 'busy'].map((id) => ({ id, base: id, settings: [] })) }
  const [, busy] = await planInProcesses({ ...work, withEstimates: true }, 2, { signal: neverAborted })
  const options = { ...OPTIONS, scenario: 'busy' }
  const alone = await planWeek({ files, options }, { onProgress: () => {}, isStopped: () => false })
  for (const [name, text] of busy!.contents) expect(repeatable(text)).toBe(repeatable(alone.contents.get(name)!))
  expect(busy!.planned.estimates.map(({ kind }) => kind)).toEqual(['', 'volume'])
})

test('a lever at rest changes nothing but the name', SLOW, async () => {
  const work = sweep(['volume=1'])
  const [point] = await planInProcesses(work, 1, { signal: neverAborted })
  const baseline = { id: 'baseline', base: 'baseline', settings: [] }
  const [plain] = await planInProcesses({ ...work, scenarios: [baseline] }, 1, { signal: neverAborted })
  expect(point!.planned.values).toEqual(plain!.planned.values)
  expect(point!.contents.get('roster.csv')).toBe(plain!.contents.get('roster.csv'))
})

test('progress tells each scenario begun and planned', SLOW, async () => {
  const told: CompareProgress[] = []
  const work = sweep(['volume=1,2'])
  await planInProcesses(work, 2, { signal: neverAborted, onProgress: (progress) => told.push(progress) })
  for (const place of [0, 1]) {
    const own = told.filter((each) => each.place === place)
    expect(own[0]).toMatchObject({ kind: 'stage', progress: { stage: 'forecast' } })
    expect(own.at(-1)!.kind).toBe('planned')
    expect(own.filter(({ kind }) => kind === 'planned')).toHaveLength(1)
  }
})

test('a stop finishes what is in hand and begins nothing more; a cancel keeps nothing', SLOW, async () => {
  const work = sweep(['volume=1,1.1,1.2,1.3,1.4,1.5'])
  const stop = new AbortController()
  const planned = await planInProcesses(work, 1, {
    signal: neverAborted,
    stop: stop.signal,
    onProgress: ({ kind, place }) => kind === 'planned' && place === 1 && stop.abort(),
  })
  expect(planned.length).toBeGreaterThanOrEqual(2)
  expect(planned.length).toBeLessThan(work.scenarios.length)
  const cancel = new AbortController()
  const cancelled = planInProcesses(work, 2, {
    signal: cancel.signal,
    onProgress: () => cancel.abort(new Error('enough')),
  })
  await expect(cancelled).rejects.toThrow('enough')
})

test('a mistake in the last scenario is told before the first is planned, once', SLOW, async () => {
  const told: CompareProgress[] = []
  const talk = { signal: neverAborted, onProgress: (progress: CompareProgress) => told.push(progress) }
  const work = sweep(['deflection:nobody=0.1'])
  const scenarios = [{ id: 'baseline', base: 'baseline', settings: [] }, ...work.scenarios]
  await expect(planInProcesses({ ...work, scenarios }, 2, talk)).rejects.toThrow(
    '"deflection:nobody" does not name a queue of the plan. Name one of: chat, tickets.',
  )
  expect(told).toEqual([])
})
