import { z } from 'zod'
import { MINUTES_PER_DAY, minuteOfDayFrom } from '../../solver/domain/horizon.ts'
import { assuranceSchema } from '../../solver/domain/lever.ts'
import { planSettingsSchema } from '../../solver/domain/plan-inputs.ts'
import { PRESET_UNITS } from '../../solver/domain/platform-presets.ts'
import { CHANNELS, nameSchema, phoneQueueSchema, ticketQueueSchema } from '../../solver/domain/queue.ts'
import { deferredTargetSchema, instantTargetSchema } from '../../solver/domain/target.ts'

const wallTimeSchema = z
  .string()
  .max(5)
  .refine((text) => minuteOfDayFrom(text) !== undefined, 'is not a time of day such as 09:00')

/** Settings of a queue in `plan.yaml` that are about targets, in the order in which they are written. */
export const QUEUE_TARGET_KEYS = ['target', 'targets', 'presets', 'priority', 'meanPatienceSeconds', 'maxOccupancy']
/** Settings of the plan that say which volume it is made for. */
export const PLANNED_VOLUME_KEYS = ['planFor', 'assurance']

/** Hours as people write them; `to` beyond 24:00 runs past midnight. */
export const wallWindowSchema = z
  .strictObject({
    from: wallTimeSchema,
    to: wallTimeSchema,
    weekdays: z.array(z.int().min(1).max(7)).min(1).max(7).default([1, 2, 3, 4, 5, 6, 7]),
  })
  .refine(({ from, to }) => {
    const minutes = (minuteOfDayFrom(to) ?? 0) - (minuteOfDayFrom(from) ?? 0)
    return minutes > 0 && minutes <= MINUTES_PER_DAY
  }, 'must end after it starts and last at most 24 hours')
export type WallWindow = z.infer<typeof wallWindowSchema>

const window = { window: z.array(wallWindowSchema).min(1).max(20).optional() }
const [answeredWithin, meanResponse, repliedWithin, presence] = instantTargetSchema.options

/** A further target as in plan.yaml, hours as texts. */
export const furtherInstantSchema = z
  .discriminatedUnion('kind', [
    answeredWithin.extend(window),
    meanResponse.extend(window),
    repliedWithin.extend(window),
    presence.extend(window),
  ])
  .meta({ id: 'FurtherTarget' })
export type FurtherInstant = z.infer<typeof furtherInstantSchema>
export const furtherDeferredSchema = deferredTargetSchema.extend(window).meta({ id: 'FurtherDeadline' })
export type FurtherDeferred = z.infer<typeof furtherDeferredSchema>
export type FurtherTarget = FurtherInstant | FurtherDeferred

const MAX_TARGETS = 50
const presets = z.array(z.string().min(1).max(64)).max(MAX_TARGETS).default([])
const instant = phoneQueueSchema.shape

export const instantSettingsSchema = z.strictObject({
  kind: z.literal('instant'),
  target: instant.target,
  targets: z.array(furtherInstantSchema).max(MAX_TARGETS).default([]),
  presets,
  priority: instant.priority,
  meanPatienceSeconds: instant.meanPatienceSeconds,
  maxOccupancy: instant.maxOccupancy,
})
export type InstantSettings = z.infer<typeof instantSettingsSchema>

export const deferredSettingsSchema = z.strictObject({
  kind: z.literal('deferred'),
  target: ticketQueueSchema.shape.target,
  targets: z.array(furtherDeferredSchema).max(MAX_TARGETS).default([]),
  presets,
})
export type DeferredSettings = z.infer<typeof deferredSettingsSchema>

/** Everything that a queue promises, and what decides how many people the promise takes. */
export const targetSettingsSchema = z
  .discriminatedUnion('kind', [instantSettingsSchema, deferredSettingsSchema])
  .meta({ id: 'TargetSettings' })
export type TargetSettings = z.infer<typeof targetSettingsSchema>

/** A queue with its targets, and what a preview of their effect needs. */
export const queueTargetsSchema = z
  .object({
    id: z.string(),
    name: nameSchema,
    channel: z.enum(CHANNELS),
    settings: targetSettingsSchema,
    openHours: z.array(wallWindowSchema),
    /** Handling time where history has none, seconds. */
    ahtSeconds: z.number(),
    /** Chats that one agent holds at once; 1 for other channels. */
    concurrency: z.int(),
    /** Throughput of an agent who holds so many contacts over that of one holding a single one, `[contacts held]`. */
    capacityCurve: z.array(z.number()),
  })
  .meta({ id: 'QueueTargets' })
export type QueueTargets = z.infer<typeof queueTargetsSchema>

/** Which volume the requirement is made for; `assurance`, where it is given, replaces `planFor`. */
const plannedVolumeShape = { planFor: planSettingsSchema.shape.planFor, assurance: assuranceSchema.optional() }

export const plannedVolumeSchema = z.strictObject(plannedVolumeShape)
export type PlannedVolume = z.infer<typeof plannedVolumeSchema>

export const furtherTargetSchema = z.discriminatedUnion('kind', [
  ...furtherInstantSchema.options,
  furtherDeferredSchema,
])

/** Ready-made targets of a platform or of the trade, with where they are written and since when they hold. */
export const targetPresetSchema = z
  .object({
    id: z.string(),
    /** Absent for what is customary in the trade. */
    platform: nameSchema.optional(),
    name: nameSchema,
    /** Channels of queues that it may stand for. */
    channels: z.array(z.enum(CHANNELS)),
    /** Ascending in time, none overlapping. */
    versions: z.array(
      z.object({
        version: z.string(),
        validFrom: z.iso.date().optional(),
        validTo: z.iso.date().optional(),
        targets: z.array(furtherTargetSchema),
        unit: z.enum(PRESET_UNITS),
        minimumVolume: z.object({ units: z.number(), days: z.number() }).optional(),
        source: z.string(),
        /** Whether the figures were read in a text of the platform's own. */
        verified: z.boolean(),
        note: nameSchema,
      }),
    ),
  })
  .meta({ id: 'TargetPreset' })
export type TargetPreset = z.infer<typeof targetPresetSchema>

export const planTargetsSchema = z
  .object({
    /** Of the plan; a change is refused when it has another one by then. */
    revision: z.int(),
    plannedVolume: plannedVolumeSchema,
    queues: z.array(queueTargetsSchema),
    presets: z.array(targetPresetSchema),
  })
  .meta({ id: 'PlanTargets' })
export type PlanTargets = z.infer<typeof planTargetsSchema>

/** Revision of the plan that the person has seen. */
const seen = { revision: z.int().min(1) }

export const targetChangeSchema = z.strictObject({ ...seen, settings: targetSettingsSchema })
export type TargetChangeRequest = z.infer<typeof targetChangeSchema>
export const plannedVolumeChangeSchema = z.strictObject({ ...seen, ...plannedVolumeShape })
export type PlannedVolumeRequest = z.infer<typeof plannedVolumeChangeSchema>
