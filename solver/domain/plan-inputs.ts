import { z } from 'zod'
import { activitySchema } from './activity.ts'
import type { CalendarEvent } from './calendar.ts'
import { type Availability, contractSchema, type Employee } from './employee.ts'
import type { ForecastOverride } from './forecast-override.ts'
import { headcountSchema } from './headcount-settings.ts'
import { type Horizon, horizonEnd, INTERVAL_MINUTES, localDate } from './horizon.ts'
import { assuranceSchema, leverSchema } from './lever.ts'
import { idSchema, nameSchema, queueSchema } from './queue.ts'
import { rampSchema, teamDuring } from './ramp.ts'
import type { Assignment } from './roster.ts'
import { rulePackUseSchema } from './rule-packs/rule-pack-use.ts'
import { satisfactionPriorSchema } from './satisfaction.ts'
import { shiftTemplateSchema } from './shift-template.ts'
import { shrinkageSchema } from './shrinkage.ts'
import { simulationSettingsSchema } from './simulation-settings.ts'
import { horizonsOfPeople } from './site.ts'
import { workRuleSchema } from './work-rule.ts'

/**
 * People who are planned alike. With a `zone` (IANA) of its own it works, and has its rules counted, by that zone's clock: see
 * `site.ts`. Site and vendor say who may see its people, and nothing to the solver; nor does the most people with approved time
 * off on one day, which is for those who decide requests.
 */
const groupSchema = z.strictObject({
  id: idSchema,
  name: nameSchema.optional(),
  zone: z.string().optional(),
  site: idSchema.optional(),
  vendor: idSchema.optional(),
  maxOffPerDay: z.int().min(0).max(10_000).optional(),
})

/** `plan.yaml`: everything of a plan folder that is not a table. */
export const planSettingsSchema = z.strictObject({
  name: nameSchema,
  zone: z.string(),
  intervalMinutes: z.union(INTERVAL_MINUTES.map((minutes) => z.literal(minutes))),
  /** 1 Monday .. 7 Sunday: weeks to plan begin on this day. */
  weekStartsOn: z.int().min(1).max(7).default(1),
  /** ISO 4217; all money is in integer minor units of it. */
  currency: z.string().regex(/^[A-Z]{3}$/, 'is not a currency code such as CNY'),
  /** History file, relative to the plan folder. */
  historyFile: z.string().min(1).default('history.csv'),
  /** Queue of all rows of a history file that has no queue column. */
  historyQueue: z.string().optional(),
  /** Paid time lost that a roster cannot show: sickness, lateness, system trouble. */
  unplannedShrinkage: z.number().min(0).lt(0.9).default(0),
  /** Further paid time lost, by name and dates; with `unplannedShrinkage` it compounds. */
  shrinkage: z.array(shrinkageSchema).default([]),
  /** Which volume the requirement is made for: the mean or a quantile of the forecast. */
  planFor: z.enum(['mean', 'p50', 'p90', 'p97_5']).default('mean'),
  /** Probability with which a day's volume stays within what is planned for; replaces `planFor`. */
  assurance: assuranceSchema.optional(),
  /** Measures that change volume and handling time from a date on. */
  levers: z.array(leverSchema).default([]),
  /** Queues that are one line before the same people, answered by priority. */
  pools: z.array(z.strictObject({ id: idSchema, queues: z.array(idSchema).min(2) })).default([]),
  /** How a new hire's speed grows, and what a mentor loses. */
  ramp: rampSchema.optional(),
  /** What the simulation samples besides demand and absence. */
  simulation: simulationSettingsSchema.optional(),
  /** Times that a roster is made again with more where its simulated service fell short; 0 leaves it as it is. */
  serviceRounds: z.int().min(0).max(10).default(2),
  /** Response time against satisfaction: an assumption, to be replaced by figures of one's own. */
  satisfaction: satisfactionPriorSchema.optional(),
  queues: z.array(queueSchema).min(1, 'has no queue; add at least one under queues'),
  groups: z.array(groupSchema).min(1),
  contracts: z.array(contractSchema).min(1),
  shiftTemplates: z.array(shiftTemplateSchema).min(1),
  /** Rule packs by id (see rule-packs.ts) and further rules of the company's own. */
  rulePacks: z.array(rulePackUseSchema).default([]),
  workRules: z.array(workRuleSchema).default([]),
  /** Training and meetings that the roster must find time for. */
  activities: z.array(activitySchema).default([]),
  /** What a plan of months needs besides: attrition, hiring, others' help, money. */
  headcount: headcountSchema.optional(),
})
export type PlanSettings = z.infer<typeof planSettingsSchema>

/** A queue's history on a dense grid from its first to its last day. */
export interface QueueHistory {
  readonly queueId: string
  /** First interval's start, epoch milliseconds; a local midnight. */
  readonly startsAt: number
  readonly intervalMinutes: number
  readonly zone: string
  /** Contacts offered, `[interval]`; NaN where closed or unknown. */
  readonly volume: Float64Array
  /** Mean handling time, seconds, `[interval]`; NaN where unknown. */
  readonly ahtSeconds: Float64Array
}

/** Everything needed to plan, validated and free of references that lead nowhere. */
export interface PlanInputs {
  readonly settings: PlanSettings
  /** Pack rules and own rules in force, ordered by id. */
  readonly workRules: readonly z.infer<typeof workRuleSchema>[]
  /** Ordered by id. */
  readonly employees: readonly Employee[]
  /** One for each queue that has any, in the order of `settings.queues`. */
  readonly history: readonly QueueHistory[]
  /** Ordered by start. */
  readonly calendar: readonly CalendarEvent[]
  /** Ordered by `createdAtMs`, then id. */
  readonly overrides: readonly ForecastOverride[]
  readonly availability: readonly Availability[]
  /** Tail of the roster before the horizon; may reach into it. */
  readonly previousRoster: readonly Assignment[]
  /** SHA-256 of the files, hex. */
  readonly inputHash: string
}

/**
 * The inputs as they bear on one horizon: shifts of the previous roster that start before it (before the first day of
 * the person's site), rules that are valid by
 * its last day, and the team of its days, as fast as its new people and their mentors then are. Planning a past week
 * again thus meets neither its own old roster nor what followed it. Doing it twice changes nothing.
 */
export function inputsFor(inputs: PlanInputs, horizon: Horizon): PlanInputs {
  const lastDate = localDate(horizonEnd(horizon) - 1, horizon.zone)
  const firstDate = localDate(horizon.startsAt, horizon.zone)
  const siteOf = horizonsOfPeople(inputs, horizon)
  return {
    ...inputs,
    ...teamDuring(siteOf, inputs, inputs.settings.ramp),
    workRules: inputs.workRules.filter(
      ({ validFrom, validTo }) =>
        (validFrom === undefined || validFrom <= lastDate) && (validTo === undefined || validTo >= firstDate),
    ),
    previousRoster: inputs.previousRoster.filter(({ employeeId, startMs }) => startMs < siteOf(employeeId).startsAt),
  }
}
