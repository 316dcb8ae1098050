import { z } from 'zod'
import type { PlainScoreBasis } from '../../solver/domain/score-basis.ts'
import type { ShiftTemplate } from '../../solver/domain/shift-template.ts'

const horizonSchema = z.object({
  /** Epoch milliseconds. */
  startsAt: z.number(),
  intervals: z.int(),
  intervalMinutes: z.int(),
  /** IANA zone of the plan. */
  zone: z.string(),
})

const boardPersonSchema = z.object({
  id: z.string(),
  name: z.string(),
  group: z.string(),
  /** IANA zone by which the person works. */
  zone: z.string(),
  /** Queues that the person can serve, ordered by id. */
  skills: z.array(z.string()),
  contractId: z.string(),
  /** What the person is besides an agent; absent for most. */
  roles: z.array(z.string()).optional(),
})

/**
 * The roster of a run for a board to be laid out from, as numbers: what each stands for says `PackedRoster` of the solver,
 * whose `unpackRoster` turns it back. Runs of versions that did not keep it have none.
 */
export const runBoardSchema = z
  .object({
    runId: z.uuid(),
    horizon: horizonSchema,
    /** Local dates of the horizon, `YYYY-MM-DD`. */
    days: z.array(z.iso.date()),
    /** Everybody of the plan, ordered by id. */
    people: z.array(boardPersonSchema),
    /** As the solver reads them: times of day in minutes after midnight. */
    shiftTemplates: z.array(z.record(z.string(), z.unknown())) as unknown as z.ZodType<ShiftTemplate[]>,
    /** Of all queues, ordered by id. */
    queueIds: z.array(z.string()),
    templates: z.array(z.string()),
    queueSets: z.array(z.array(z.string())),
    shifts: z.array(z.array(z.number())),
    activities: z.array(z.tuple([z.int(), z.string(), z.number(), z.number()])),
  })
  .meta({ id: 'RunBoard' })
export type RunBoard = z.infer<typeof runBoardSchema>

/**
 * What a roster of the run's weeks is checked and priced against: the inputs as they bear on them and the requirement,
 * for `reviveScoreBasis` of the solver. Runs of versions that did not keep it have none.
 */
export const runScoreBasisSchema = z
  .object({
    runId: z.uuid(),
    inputs: z.record(z.string(), z.unknown()) as unknown as z.ZodType<PlainScoreBasis['inputs']>,
    requirement: z.record(z.string(), z.unknown()) as unknown as z.ZodType<PlainScoreBasis['requirement']>,
  })
  .meta({ id: 'RunScoreBasis' })
export type RunScoreBasis = z.infer<typeof runScoreBasisSchema>
