import { z } from 'zod'
import { idSchema, MAX_PENALTY, nameSchema } from './queue.ts'
import { dateSchema, dateSpanShape } from './target.ts'

/** Money in minor currency units. */
const moneySchema = z.int().min(0).max(1_000_000_000_000)

/** Most weeks that may pass between a request and the first day at work. */
const leadWeeksSchema = z.number().min(0).max(52)

/** People who leave. A rate is a share of those there, over its period. */
export const attritionSchema = z
  .strictObject({
    rate: z.number().min(0).lt(0.9).default(0.04),
    per: z.enum(['month', 'year']).default('month'),
    /** Of new hires, whose rate it is for so many months from the first day on; absent: the same rate. */
    newHireRate: z.number().min(0).lt(0.9).optional(),
    newHireMonths: z.number().gt(0).max(24).default(3),
    /** Share of new hires gone by the end of training, evenly over it, besides the rate. */
    trainingDropOut: z.number().min(0).lt(0.9).default(0),
    /** Rates that the plan is made again with, to see what hangs on it; absent: three and five quarters of `rate`. */
    low: z.number().min(0).lt(0.9).optional(),
    high: z.number().min(0).lt(0.9).optional(),
  })
  .prefault({})

/** How people are found and taken on. */
export const hiringSchema = z
  .strictObject({
    /** Weeks from the request to the first day at work. */
    leadWeeks: leadWeeksSchema.default(5),
    /** People of one class, at least and at most. */
    classMin: z.int().min(1).max(500).default(1),
    classMax: z.int().min(1).max(500).default(500),
    /** Classes of the group that may begin in one period. */
    maxClassesPerPeriod: z.int().min(0).max(100).default(100),
    /** Advertisement, recruiter, equipment and trainer of one hire. */
    costPerHire: moneySchema.default(0),
    /** Absent: the contract of most people of the group. */
    contract: z.string().optional(),
    /** Cost of an hour; absent: the mean of the group's people on that contract. */
    hourlyCost: moneySchema.optional(),
  })
  .prefault({})

const withClasses = hiringSchema.refine(({ classMin, classMax }) => classMin <= classMax, {
  message: 'is below classMin: no class could begin',
  path: ['classMax'],
})

/** What a group has of its own, in the place of the plan's. */
const groupTermsSchema = z.strictObject({
  group: z.string(),
  attrition: attritionSchema.optional(),
  hiring: withClasses.optional(),
})

/** People who are not the company's: temporary staff on the floor, or hours of an outsourcer. */
export const externalSchema = z
  .strictObject({
    id: idSchema,
    name: nameSchema.optional(),
    kind: z.enum(['temporary', 'outsourced']),
    /** Groups whose work they can take; absent means all, each of which may have up to `maxPeople`. */
    groups: z.array(z.string()).min(1).optional(),
    /** What an hour costs, minor currency units. */
    costPerHour: z.int().min(0).max(MAX_PENALTY),
    leadWeeks: leadWeeksSchema.default(2),
    /** People that are booked at least in each week of a period in which any are; none is possible too. */
    minPeople: z.number().min(0).max(10_000).default(0),
    maxPeople: z.number().gt(0).max(10_000),
    hoursPerWeek: z.number().gt(0).max(80).default(40),
    /** Against a trained colleague. */
    speed: z.number().gt(0).max(1).default(0.8),
    ...dateSpanShape,
  })
  .refine(({ minPeople, maxPeople }) => minPeople <= maxPeople, {
    message: 'is below minPeople',
    path: ['maxPeople'],
  })
export type ExternalSource = z.infer<typeof externalSchema>

/** People of one group who learn the work of another and go there for good. */
export const transferSchema = z.strictObject({
  from: z.string(),
  to: z.string(),
  costPerPerson: moneySchema.default(0),
  maxPerPeriod: z.int().min(1).max(1000).default(5),
  /** Speed in each week after the move, 0..1; afterwards that of a colleague. */
  ramp: z.array(z.number().min(0).max(1)).max(52).default([0, 0, 0.5, 0.8]),
})

/** Paid time lost besides the plan's own `unplannedShrinkage` and `shrinkage`; all of it compounds. */
const bucketSchema = z.strictObject({
  name: z.string().min(1).max(60),
  kind: z.enum(['planned', 'unplanned']),
  share: z.number().min(0).lt(0.9),
  ...dateSpanShape,
})

/**
 * `headcount` of `plan.yaml`: what a plan of months needs besides the weekly plan. All of it may be left out; what was
 * assumed in its place is listed in the plan. People's speed while new is `ramp` of `plan.yaml`.
 */
export const headcountSchema = z.strictObject({
  /** Day on which the plan is decided: nothing can be asked for before. Absent: the day after the last one of history. */
  decidedOn: dateSchema.optional(),
  /** Hours a week of one FTE. */
  standardHoursPerWeek: z.number().min(1).max(80).default(40),
  /** Growth of volume a year, 0.2 is a fifth more, in the place of the model's trend where that was never tested. */
  growthPerYear: z.number().gt(-0.9).max(10).optional(),
  /** Whether last year's livestreams, sales and holidays come again where the calendar has none yet. */
  repeatEvents: z.boolean().default(true),
  shrinkage: z.array(bucketSchema).default([]),
  attrition: attritionSchema,
  hiring: withClasses,
  groups: z.array(groupTermsSchema).default([]),
  /** Most overtime of a person: by law or agreement a month, besides the contract's own limit a week. */
  overtime: z.strictObject({ maxHoursPerMonth: z.number().min(0).max(200).default(36) }).prefault({}),
  external: z.array(externalSchema).default([]),
  transfers: z.array(transferSchema).default([]),
  /** Classes that are booked already, in any case part of the plan. */
  bookedHires: z
    .array(z.strictObject({ group: z.string(), startsOn: dateSchema, people: z.int().min(1).max(1000) }))
    .default([]),
  /** Most money, minor currency units, of all the plan or of each period. What is then short is named. */
  budget: z.strictObject({ total: moneySchema.optional(), perPeriod: moneySchema.optional() }).prefault({}),
  /**
   * `priced`: hours are left short where covering them costs more than the queue says a missing agent costs.
   * `forbidden`: only what cannot be covered at any price is left short.
   */
  shortage: z.enum(['priced', 'forbidden']).default('priced'),
  /** What a lever of the plan or of the scenario costs, so that it can be said when it pays. */
  investments: z
    .array(
      z.strictObject({
        /** `name` of the lever. */
        lever: z.string().min(1),
        oneOffCost: moneySchema.default(0),
        costPerMonth: moneySchema.default(0),
      }),
    )
    .default([]),
  /** Further days that people must be ready for, besides the calendar's sales. */
  readyFor: z.array(z.strictObject({ title: z.string().min(1).max(80), from: dateSchema, to: dateSchema })).default([]),
})
export type HeadcountSettings = z.infer<typeof headcountSchema>
export type AttritionTerms = z.infer<typeof attritionSchema>
export type HiringTerms = z.infer<typeof hiringSchema>

/** A plan of more months would plan guesses. */
export const MAX_HEADCOUNT_MONTHS = 24
