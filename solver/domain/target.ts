import { z } from 'zod'
import { openWindowSchema } from './open-window.ts'

export const dateSchema = z.iso.date('is not a calendar date such as 2026-11-09')

/** Local dates, both inclusive; absent bounds mean always. */
export const dateSpanShape = { from: dateSchema.optional(), to: dateSchema.optional() }

export const isInSpan = (
  date: string,
  { from, to }: { readonly from?: string | undefined; readonly to?: string | undefined },
): boolean => (from === undefined || date >= from) && (to === undefined || date <= to)

export const NEVER_CERTAIN = 'can never be reached with certainty; use a share below 1 such as 0.95'

/** What a roster's simulated service is judged over. The requirement is made for every interval in any case. */
export const TARGET_SPANS = ['interval', 'day', 'week'] as const
export type TargetSpan = (typeof TARGET_SPANS)[number]

const commonShape = {
  /** Hours in which it counts; absent means whenever the queue is open. */
  window: z.array(openWindowSchema).min(1).optional(),
  ...dateSpanShape,
  /** Days that do not count, such as a platform's holidays. */
  exempt: z.array(z.strictObject({ from: dateSchema, to: dateSchema, reason: z.string().min(1) })).optional(),
  over: z.enum(TARGET_SPANS).default('week'),
  /** Where it is written. */
  source: z.string().min(1).optional(),
}

const shareShape = { share: z.number().gt(0).lt(1, NEVER_CERTAIN), seconds: z.number().min(0).max(86_400) }

/**
 * A target of an instant queue beside its main one; all of them hold at once.
 * `answeredWithin`: share of arrivals first answered within seconds (a quantile of the response time is the same thing).
 * `meanResponse`: mean time to the first answer over all arrivals at most seconds.
 * `repliedWithin`: share of all replies of a chat, the first and the later ones, given within seconds of the customer's
 * message. `presence`: at least so many agents on position.
 */
export const instantTargetSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('answeredWithin'), ...shareShape, ...commonShape }),
  z.strictObject({ kind: z.literal('meanResponse'), seconds: z.number().gt(0).max(86_400), ...commonShape }),
  z.strictObject({ kind: z.literal('repliedWithin'), ...shareShape, ...commonShape }),
  z.strictObject({ kind: z.literal('presence'), agents: z.int().min(1).max(1000), ...commonShape }),
])
export type InstantTarget = z.infer<typeof instantTargetSchema>

/** A further deadline of a ticket queue: a share of its work finished within hours of arrival. */
export const deferredTargetSchema = z.strictObject({
  kind: z.literal('finishedWithin'),
  share: z.number().gt(0).lt(1, NEVER_CERTAIN),
  hours: z.number().gt(0).max(168),
  clock: z.enum(['calendar', 'open']).default('calendar'),
  ...commonShape,
})
export type DeferredTarget = z.infer<typeof deferredTargetSchema>

export type FurtherTarget = InstantTarget | DeferredTarget
