import type { Plan } from '../../../server/contracts/plan.ts'
import type { Run } from '../../../server/contracts/run.ts'

/** What every scenario of a comparison is planned with. */
export type PlanOptions = Pick<Run, 'week' | 'weeks' | 'seed' | 'gap' | 'timeLimitSeconds'>

/** Those of the run that is looked at, so that its figures come again. */
export const firstOptions = ({ defaultWeek }: Plan, run: Run | undefined): PlanOptions => ({
  week: run?.week ?? defaultWeek,
  weeks: run?.weeks ?? 1,
  seed: run?.seed ?? 1,
  gap: run?.gap ?? 0.02,
  timeLimitSeconds: run?.timeLimitSeconds ?? 60,
})
