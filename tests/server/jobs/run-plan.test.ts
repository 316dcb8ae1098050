import { expect, test } from 'vitest'
import { runRequestSchema } from '../../../server/contracts/run.ts'
import { secondsAllowed } from '../../../server/jobs/run-plan.ts'

const allowed = (request: object) =>
  secondsAllowed({ ...runRequestSchema.parse({ week: '2026-11-09', ...request }), week: '2026-11-09' })

test('a run is given time for its solves and for every week that it is to simulate', () => {
  expect(allowed({ timeLimitSeconds: 60, replications: 30 })).toBe(60 + 3 * (60 + 30))
  expect(allowed({ timeLimitSeconds: 60, replications: 30, weeks: 4 })).toBe(60 + 3 * (60 + 4 * 30))
  // Two thousand weeks of fifty people take about two minutes of simulation alone.
  expect(allowed({ timeLimitSeconds: 60, replications: 2000 })).toBeGreaterThan(60 + 2 * 120)
})
