import { z } from 'zod'
import { assuranceSchema, leverSchema } from './lever.ts'
import { isAscending, localMomentSchema, localSpanShape, NOT_AFTER_FROM } from './local-moment.ts'
import { openWindowSchema } from './open-window.ts'
import type { PlanSettings } from './plan-inputs.ts'
import { idSchema, nameSchema } from './queue.ts'
import { shrinkageSchema } from './shrinkage.ts'
import { dateSchema, dateSpanShape } from './target.ts'
import type { WorkRule } from './work-rule.ts'

/** A number of people that no team exceeds. */
const MOST_PEOPLE = 1000
const peopleSchema = z.int().min(1).max(MOST_PEOPLE)

/**
 * Multiplies volume or handling time in a span of local dates, both inclusive, or in a phase of the scenario's sale, and
 * there in the hours of a window; absent bounds, queues and windows mean all. With `ofContacts` it is about a part of the
 * contacts alone, a pilot or a category: the whole then changes by `1 + ofContacts * (factor - 1)`.
 */
const factorSchema = z.strictObject({
  queue: idSchema.optional(),
  category: z.string().min(1).max(60).optional(),
  ofContacts: z.number().gt(0).max(1).default(1),
  ...dateSpanShape,
  phase: z.string().min(1).max(60).optional(),
  window: z.array(openWindowSchema).min(1).optional(),
  factor: z.number().min(0).max(100),
})
export type ScenarioFactor = z.infer<typeof factorSchema>

/** Events of the calendar by their title, all of them or those that begin on a local date. */
const eventChoiceShape = { title: z.string().min(1).max(200), date: dateSchema.optional() }

const eventsSchema = z.strictObject({
  add: z
    .array(
      z
        .strictObject({
          kind: z.string().min(1).max(60),
          title: z.string().min(1).max(200),
          start: localMomentSchema,
          end: localMomentSchema,
          expectedSize: z.number().min(0).max(1e12).default(1),
          category: z.string().min(1).max(60).optional(),
        })
        .refine(({ start, end }) => start < end, { message: 'is not after start', path: ['end'] }),
    )
    .max(500)
    .default([]),
  cancel: z.array(z.strictObject(eventChoiceShape)).default([]),
  /** Multiplies the planner's figure of how big it will be. */
  resize: z.array(z.strictObject({ ...eventChoiceShape, factor: z.number().min(0).max(100) })).default([]),
})

/**
 * Contacts beyond all habit that one event brings: a share of its orders, each so many contacts, from `afterDays` after its
 * first day on over `days` days, each day half of the day before, by the hours of a day as the queue always has them.
 */
const shockSchema = z.strictObject({
  name: z.string().min(1).max(80).optional(),
  event: z.string().min(1).max(200),
  date: dateSchema.optional(),
  /** Orders of the event; absent means its expected size, where planners state that in orders. */
  orders: z.number().gt(0).max(1e9).optional(),
  share: z.number().gt(0).max(1),
  contactsPerOrder: z.number().gt(0).max(20).default(1),
  queue: idSchema,
  afterDays: z.int().min(0).max(30).default(1),
  days: z.int().min(1).max(30).default(4),
})
export type ScenarioShock = z.infer<typeof shockSchema>

/**
 * Systems are down: customers cannot reach the queues, and nobody can work on them. Of the contacts kept away `returning`
 * come after all, within hours of the end, fewer and fewer.
 */
const outageSchema = z
  .strictObject({
    name: z.string().min(1).max(80).optional(),
    queues: z.array(idSchema).min(1).optional(),
    ...localSpanShape,
    returning: z.number().min(0).max(1).default(0.8),
    withinHours: z.number().gt(0).max(72).default(4),
  })
  .refine(isAscending, NOT_AFTER_FROM)
export type ScenarioOutage = z.infer<typeof outageSchema>

const hireSchema = z.strictObject({
  count: peopleSchema,
  /** Somebody of the plan whose group, skills, contract and hourly cost new people have, but for what is said here. */
  like: idSchema,
  group: idSchema.optional(),
  /** Proficiency by queue, in the place of those of `like`. */
  skills: z.record(idSchema, z.number().gt(0).max(2)).optional(),
  contract: idSchema.optional(),
  /** First day at work, from which the ramp counts; absent means trained people who are there already. */
  startsOn: dateSchema.optional(),
  /** When the hiring was asked for; the plan's lead time must lie between. */
  requestedOn: dateSchema.optional(),
})
export type ScenarioHire = z.infer<typeof hireSchema>

/** Who changes: named people, or so many of a group, the last ones by id. */
const whoShape = {
  employees: z.array(idSchema).min(1).optional(),
  group: idSchema.optional(),
  count: peopleSchema.optional(),
}
const isNamedOrCounted = ({ employees, group, count }: { employees?: unknown; group?: unknown; count?: unknown }) =>
  employees === undefined ? group !== undefined && count !== undefined : group === undefined && count === undefined
const WHO = 'names neither employees nor a group with a count, or both'

const transferSchema = z
  .strictObject({
    ...whoShape,
    ...{ from: dateSchema.optional(), toGroup: idSchema.optional() },
    /** Proficiency by queue, besides the skills that they have; training across queues. */
    addSkills: z.record(idSchema, z.number().gt(0).max(2)).optional(),
    /** Whether the skills that they had go. */
    dropSkills: z.boolean().default(false),
  })
  .refine(isNamedOrCounted, WHO)
const leaverSchema = z.strictObject({ ...whoShape, from: dateSchema.optional() }).refine(isNamedOrCounted, WHO)
export type ScenarioWho = z.infer<typeof leaverSchema>
export type ScenarioTransfer = z.infer<typeof transferSchema>

/**
 * A change of `plan.yaml` in a span of local dates. Lists whose items have ids are addressed by id in `set` and `remove`;
 * what `set` names must be there, and what `add` brings must not.
 */
const settingsChangeSchema = z.strictObject({
  ...dateSpanShape,
  set: z.record(z.string(), z.unknown()).default({}),
  add: z.record(z.string(), z.array(z.unknown())).default({}),
  remove: z.record(z.string(), z.array(z.string())).default({}),
})
export type SettingsChange = z.infer<typeof settingsChangeSchema>

/**
 * Named, dated overrides of a plan's inputs, `scenarios/*.yaml` of a plan folder. The plan is made by the same path with
 * them. Scenarios compose: one may build on others (`uses`), and several may be asked for together.
 */
export const scenarioSchema = z.strictObject({
  id: idSchema,
  name: nameSchema.optional(),
  /** What it is about and where its figures come from, for people to read. */
  description: nameSchema.optional(),
  source: z.string().min(1).optional(),
  /** Ids of scenarios of the plan whose overrides come before its own. */
  uses: z.array(idSchema).default([]),
  /** Spans of dates that `phase` refers to: warm-up, peak, encore. */
  phases: z.record(z.string().min(1).max(60), z.strictObject({ from: dateSchema, to: dateSchema })).default({}),
  volume: z.array(factorSchema).default([]),
  aht: z.array(factorSchema).default([]),
  events: eventsSchema.prefault({}),
  shocks: z.array(shockSchema).default([]),
  outages: z.array(outageSchema).default([]),
  /** In force besides the plan's own. */
  levers: z.array(leverSchema).default([]),
  unplannedShrinkage: z.number().min(0).lt(0.9).optional(),
  /** Besides the plan's own; compounds with them. */
  shrinkage: z.array(shrinkageSchema).default([]),
  planFor: z.enum(['mean', 'p50', 'p90', 'p97_5']).optional(),
  assurance: assuranceSchema.optional(),
  absentEmployees: z.array(z.string()).default([]),
  hires: z.array(hireSchema).default([]),
  transfers: z.array(transferSchema).default([]),
  leavers: z.array(leaverSchema).default([]),
  /** Multiplies what an hour of the people of a group, or of everybody, costs. */
  wages: z.array(z.strictObject({ group: idSchema.optional(), factor: z.number().gt(0).max(100) })).default([]),
  settings: z.array(settingsChangeSchema).default([]),
})

/** Settings and rules of a scenario that hold from one local date to another, both inclusive. */
export interface SettingsStep {
  readonly from?: string
  readonly to?: string
  readonly settings: PlanSettings
  readonly workRules: readonly WorkRule[]
}

export type Scenario = z.infer<typeof scenarioSchema> & {
  /** `settings` worked out on the plan's own, by date without gaps; absent where it changes none. */
  readonly settingsSteps?: readonly SettingsStep[]
  /** SHA-256 of what it says with all that it builds on, hex; the plan as it stands has none. */
  readonly hash?: string
}

export const BASELINE: Scenario = scenarioSchema.parse({ id: 'baseline' })

/** Kinds of what a scenario changes, as people tell them apart. */
export const SCENARIO_PART_KINDS = [
  'volume',
  'aht',
  'events',
  'shock',
  'outage',
  'lever',
  'absence',
  'people',
  'wages',
  'target',
  'settings',
] as const
export type ScenarioPartKind = (typeof SCENARIO_PART_KINDS)[number]
