import { z } from 'zod'
import type { PlanSettings } from '../../solver/domain/plan-inputs.ts'
import { perInterval } from './run-result.ts'

/** People who count alike in an estimate. */
const teamSortSchema = z.object({
  group: z.string(),
  contractId: z.string(),
  skills: z.array(z.object({ queueId: z.string(), proficiency: z.number() })),
  roles: z.array(z.string()),
  /** Minor currency units. */
  hourlyCost: z.number(),
  count: z.number(),
  mostMinutesPerWeek: z.number(),
  mostDaysPerWeek: z.number(),
  /** People who are not away all day, `[day]`. */
  availableByDay: z.array(z.number()),
  /** Paid whether worked or not, of all of them, `[week]`. */
  guaranteedMinutes: z.array(z.number()),
  /** Whom shifts from before the horizon keep on position. */
  presentBefore: z.array(z.tuple([z.int(), z.number()])),
})

/**
 * What answers what-if questions about a run in the browser, at once: the argument of `estimateFrom` (solver/estimate).
 * Runs of versions that did not keep it have none.
 */
export const runEstimateBasisSchema = z
  .object({
    runId: z.uuid(),
    horizon: z.object({
      /** Epoch milliseconds. */
      startsAt: z.number(),
      intervals: z.int(),
      intervalMinutes: z.int(),
      zone: z.string(),
    }),
    /** Settings as the solver reads them (times of day in minutes after midnight), with the run's scenario. */
    settings: z.record(z.string(), z.unknown()) as unknown as z.ZodType<PlanSettings>,
    demand: z.array(
      z.object({
        queueId: z.string(),
        mean: perInterval,
        /** 0 where the queue's own handling time holds. */
        ahtSeconds: perInterval,
        /** By name, those that the requirement is made from: `p10`, `p90` .. */
        quantiles: z.partialRecord(z.enum(['p2_5', 'p10', 'p50', 'p90', 'p97_5']), perInterval),
      }),
    ),
    sorts: z.array(teamSortSchema),
  })
  .meta({ id: 'RunEstimateBasis' })
export type RunEstimateBasis = z.infer<typeof runEstimateBasisSchema>
