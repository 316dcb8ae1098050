import { join } from 'node:path'
import { expect, test } from 'vitest'
import { parsePlanFolder, readPlanFolder } from '../../server/imports/plan-folder.ts'
import { hardViolations } from '../../solver/check/check-roster.ts'
import { plan } from '../../solver/plan.ts'

const SCENARIOS = join(import.meta.dirname, '..', '..', 'scenarios')
const MINUTES = 60_000

test.each([
  ['beauty-50', '2026-11-09', 0.02],
  ['bank', '2026-06-22', 0.02],
])(
  'the week of %s is planned within 2 %% of its bound and breaks no rule',
  async (folder, week, gap) => {
    const inputs = parsePlanFolder(await readPlanFolder(join(SCENARIOS, folder)))
    const { report, check, roster } = await plan(inputs, {
      week,
      seed: 1,
      gap: 0.01,
      timeLimitSeconds: 300,
      replications: 2,
      now: () => performance.now(),
      versions: {},
    })
    expect(hardViolations(check)).toEqual([])
    expect(report.relativeGap).toBeGreaterThanOrEqual(0)
    expect(report.relativeGap).toBeLessThanOrEqual(gap)
    expect(report.objectiveBound).toBeLessThanOrEqual(report.objective)
    expect(roster.assignments.length).toBeGreaterThan(100)
    expect(report.serviceLevels.every(({ mean }) => mean > 0.8)).toBe(true)
  },
  5 * MINUTES,
)
