import { z } from 'zod'
import { REQUIREMENT_REASONS } from '../../solver/domain/requirement-outputs.ts'
import { planEmployeeSchema } from './plan.ts'

/** The grid that every `[interval]` array of a reply lies on, given once. */
const gridShape = {
  runId: z.uuid(),
  zone: z.string(),
  intervalMinutes: z.int(),
  /** Start of each interval, local time with offset: `2026-11-09T08:00+08:00`. */
  starts: z.array(z.string()),
  /** Local dates of the horizon, `YYYY-MM-DD`. */
  days: z.array(z.iso.date()),
}

export const perInterval = z.array(z.number())
/** Null where there is nothing to measure: a closed queue, no contacts. */
export const perIntervalOrNull = z.array(z.number().nullable())

/** A queue's forecast with the band around it. */
export const bandShape = {
  queueId: z.string(),
  mean: perInterval,
  p2_5: perInterval,
  p10: perInterval,
  p50: perInterval,
  p90: perInterval,
  p97_5: perInterval,
  ahtSeconds: perIntervalOrNull,
}

export const calendarEventSchema = z.object({
  kind: z.string(),
  title: z.string(),
  /** Local time with offset; half-open. */
  start: z.string(),
  end: z.string(),
  expectedSize: z.number(),
  category: z.string().optional(),
})

/** Contacts offered by queue and interval, with the band around them. */
export const runForecastSchema = z
  .object({
    ...gridShape,
    queues: z.array(
      z.object({
        ...bandShape,
      }),
    ),
    /** Of the calendar, those that touch the week; ordered by start. */
    events: z.array(calendarEventSchema),
  })
  .meta({ id: 'RunForecast' })
export type RunForecast = z.infer<typeof runForecastSchema>

const coverageShape = {
  queueId: z.string(),
  /** Contacts planned for. */
  volume: perInterval,
  ahtSeconds: perIntervalOrNull,
  offeredErlangs: perIntervalOrNull,
  /** Fully trained agents that the roster puts on the queue. */
  coveredAgents: perInterval,
  /** covered - required; for a deferred queue, minus the agents that its overdue work would take. */
  netStaffing: perInterval,
}

/** What simulating the roster gave, by interval. Absent in runs of versions that did not keep it. */
const simulatedService = z
  .object({
    contacts: perInterval,
    serviceLevel: perIntervalOrNull,
    lower95: perIntervalOrNull,
    upper95: perIntervalOrNull,
    asaSeconds: perIntervalOrNull,
    abandonRate: perIntervalOrNull,
    occupancy: perIntervalOrNull,
    backlog: perInterval,
    backlogAgeHours: perInterval,
  })
  .optional()

/** What the run's queueing model took of an instant queue. Absent in runs of versions that did not keep it. */
const queueModel = z
  .object({
    /** Share of all arrivals to answer within seconds. */
    serviceLevelTarget: z.number(),
    answerWithinSeconds: z.number(),
    /** Null when nobody gives up. */
    meanPatienceSeconds: z.number().nullable(),
    /** What an agent gets done while holding so many contacts, over a single contact at a time: `[contacts held]`. */
    capacityCurve: z.array(z.number()),
    maxOccupancy: z.number(),
  })
  .optional()

/** What each queue needs and what the roster gives it. */
export const runCoverageSchema = z
  .object({
    ...gridShape,
    /** Share of paid time that is lost, 0..1: what lies between required and scheduled agents. */
    shrinkage: perInterval.optional(),
    queues: z.array(
      z.discriminatedUnion('kind', [
        z.object({
          ...coverageShape,
          kind: z.literal('instant'),
          /** On position, before shrinkage. */
          requiredAgents: perInterval,
          /** At the forecast's p10 and p90 volumes. */
          requiredAgentsP10: perInterval,
          requiredAgentsP90: perInterval,
          /** After unplanned shrinkage: what the roster must put there. */
          scheduledAgents: perInterval,
          /** That the queueing model promises with the required agents, 0..1. */
          serviceLevel: perIntervalOrNull,
          /**
           * Parts of the required agents, which they sum to; what each stands for: `REQUIREMENT_REASONS` of the solver.
           * Absent in runs of versions that did not keep them.
           */
          reasons: z.record(z.enum(REQUIREMENT_REASONS), perInterval).optional(),
          model: queueModel,
          service: simulatedService,
        }),
        z.object({
          ...coverageShape,
          kind: z.literal('deferred'),
          /** Contacts that must be finished by the interval's end, counted from the week's start. */
          dueByEnd: perInterval,
          openingBacklog: z.number(),
          /** Contacts waiting, and those past their deadline, at the interval's end. */
          backlog: perInterval,
          overdue: perInterval,
          model: z.object({ serviceLevelTarget: z.number() }).optional(),
          service: simulatedService,
        }),
      ]),
    ),
  })
  .meta({ id: 'RunCoverage' })
export type RunCoverage = z.infer<typeof runCoverageSchema>

export const rosterAssignmentSchema = z.object({
  employeeId: z.string(),
  templateId: z.string(),
  /** Local time of the person's zone with offset; half-open. */
  start: z.string(),
  end: z.string(),
  breaks: z.array(z.object({ kind: z.enum(['meal', 'rest']), paid: z.boolean(), start: z.string(), end: z.string() })),
  /** Paid time away from the queues: training, a meeting. Absent means none. */
  activities: z.array(z.object({ activityId: z.string(), start: z.string(), end: z.string() })).optional(),
  /** Standing by: covers no queue and is not paid as work. */
  onCall: z.boolean().optional(),
  queueIds: z.array(z.string()),
  /** May not be moved. */
  pinned: z.boolean(),
  paidMinutes: z.number(),
  /** Day of the roster that it belongs to, where the dates of the person's site are a day apart from the plan's. */
  planDay: z.iso.date().optional(),
})

/** Who works when. */
export const runRosterSchema = z
  .object({
    runId: z.uuid(),
    zone: z.string(),
    /** Local dates of the horizon, `YYYY-MM-DD`. */
    days: z.array(z.iso.date()),
    /** Everybody of the plan, working or not; ordered by id. */
    employees: z.array(
      planEmployeeSchema.extend({
        /** IANA zone by which the person works, where it is not the plan's. */
        zone: z.string().optional(),
      }),
    ),
    /** Ordered by start, then employee. */
    assignments: z.array(rosterAssignmentSchema),
  })
  .meta({ id: 'RunRoster' })
export type RunRoster = z.infer<typeof runRosterSchema>
