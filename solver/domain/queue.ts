import { z } from 'zod'
import { MAX_CONCURRENCY } from './capacity-curve.ts'
import { isAscending, localSpanShape, NOT_AFTER_FROM } from './local-moment.ts'
import { isWithin, openWindowSchema } from './open-window.ts'
import { compareIds } from './roster.ts'
import { deferredTargetSchema, instantTargetSchema, NEVER_CERTAIN } from './target.ts'

/** How contacts of a queue are worked: one at a time and at once, several at once, or later within hours. */
export const CHANNELS = ['phone', 'chat', 'ticket'] as const

export { MAX_CONCURRENCY }

/** Minor currency units for one unit of what goes wrong. Beyond it the solver's arithmetic would lose the wages. */
export const MAX_PENALTY = 1_000_000_000

export const idSchema = z
  .string()
  .regex(/^[\p{L}\p{N}][\p{L}\p{N}._-]{0,63}$/u, 'is not an id (letters, digits, ".", "_" and "-", at most 64)')

/** A name in one language for all, or one for each language. */
export const nameSchema = z.union([
  z.string().min(1),
  z.strictObject({ 'zh-CN': z.string().min(1), en: z.string().min(1) }),
])
export type LocalName = z.infer<typeof nameSchema>

/** Share of contacts answered within a threshold, over all arrivals (those who gave up count as not answered in time). */
const serviceLevelTargetSchema = z.strictObject({
  serviceLevelTarget: z.number().gt(0).lt(1, NEVER_CERTAIN),
  answerWithinSeconds: z.number().min(0).max(86_400),
})

/** Work that must be finished within hours of its arrival, counted on the calendar or only while the queue is open. */
const deadlineTargetSchema = z.strictObject({
  /** Share that must be in time; rostering prices every late contact all the same. */
  serviceLevelTarget: z.number().gt(0).lt(1, NEVER_CERTAIN).default(0.95),
  finishWithinHours: z.number().gt(0).max(168),
  deadlineClock: z.enum(['calendar', 'open']).default('calendar'),
})

const queueBase = {
  id: idSchema,
  name: nameSchema.optional(),
  openHours: z.array(openWindowSchema).min(1),
  /** Spans within the open hours in which nobody can be served: systems down, moving house. */
  closures: z.array(z.strictObject(localSpanShape).refine(isAscending, NOT_AFTER_FROM)).default([]),
  /** Handling time where history has none, seconds of effort. */
  ahtSeconds: z.number().gt(0).max(86_400),
  /** A new queue is forecast as `scale` times the volume of another queue, until it has history of its own. */
  analogy: z.strictObject({ queue: idSchema, scale: z.number().gt(0).max(1000) }).optional(),
}

/** Coefficient of variation of a positive time: 1 exponential, otherwise lognormal; 0 is always the same. */
const variationSchema = z.number().min(0).max(5).default(1)

const instantBase = {
  ...queueBase,
  target: serviceLevelTargetSchema,
  /** Further targets, and ids of platform presets (see platform-presets.ts) that stand for some. */
  targets: z.array(instantTargetSchema).default([]),
  presets: z.array(z.string()).default([]),
  /** Who is answered first where people serve several queues: 1 first .. 9 last; VIP lines get a low number. */
  priority: z.int().min(1).max(9).default(5),
  /** People of these groups take this queue's contacts only once they have waited so long. */
  overflow: z.array(z.strictObject({ group: idSchema, afterSeconds: z.number().min(0).max(86_400) })).default([]),
  /** Spread of handling times and of patience in the simulation. */
  handlingTimeVariation: variationSchema,
  patienceVariation: variationSchema,
  /** Mean time a waiting customer stays; absent means nobody gives up (Erlang C). */
  meanPatienceSeconds: z.number().gt(0).max(86_400).optional(),
  maxOccupancy: z.number().gt(0).max(1).default(1),
  /** What an hour of one missing agent costs, minor currency units. */
  understaffingCostPerHour: z.int().min(0).max(MAX_PENALTY).default(20_000),
}

export const phoneQueueSchema = z.strictObject({ ...instantBase, channel: z.literal('phone') })

export const chatQueueSchema = z
  .strictObject({
    ...instantBase,
    channel: z.literal('chat'),
    /** Conversations that one agent holds at once, at most. */
    concurrency: z.int().min(1).max(MAX_CONCURRENCY).default(1),
    /** Throughput of an agent holding `concurrency` chats over that of one holding a single chat. */
    concurrencyGain: z.number().min(1).max(MAX_CONCURRENCY).default(1),
    /** How a chat goes back and forth: an agent's time for one reply, a customer's for the next message, seconds. */
    turns: z
      .strictObject({ replySeconds: z.number().gt(0).max(3600), customerSeconds: z.number().gt(0).max(3600) })
      .optional(),
  })
  .refine((queue) => queue.concurrencyGain <= queue.concurrency, {
    message: 'concurrencyGain cannot exceed concurrency: nobody works faster than one chat at a time, times the chats',
    path: ['concurrencyGain'],
  })

export const ticketQueueSchema = z.strictObject({
  ...queueBase,
  channel: z.literal('ticket'),
  target: deadlineTargetSchema,
  targets: z.array(deferredTargetSchema).default([]),
  presets: z.array(z.string()).default([]),
  /** What an hour of one overdue ticket costs, minor currency units. */
  overdueCostPerHour: z.int().min(0).max(MAX_PENALTY).default(500),
  /** Tickets waiting when the week starts; absent means as many as this week leaves behind (a steady week). */
  openingBacklog: z.number().min(0).max(1_000_000).optional(),
})

export const queueSchema = z.discriminatedUnion('channel', [phoneQueueSchema, chatQueueSchema, ticketQueueSchema])

export type Queue = z.infer<typeof queueSchema>
export type InstantQueue = Extract<Queue, { channel: 'phone' | 'chat' }>
export type TicketQueue = Extract<Queue, { channel: 'ticket' }>

export const isInstant = (queue: Queue): queue is InstantQueue => queue.channel !== 'ticket'

/** Whether a queue is open at a wall-clock minute of a weekday (1 Monday .. 7 Sunday). */
export const isOpen = (queue: Queue, weekday: number, minuteOfDay: number): boolean =>
  isWithin(queue.openHours, weekday, minuteOfDay)

/** Instant queues in the order in which people who serve several answer them: by priority, then the dearest, then id. */
export const inInstantOrder = <Of extends InstantQueue>(queues: readonly Of[]): Of[] =>
  queues.toSorted(
    (a, b) =>
      a.priority - b.priority || b.understaffingCostPerHour - a.understaffingCostPerHour || compareIds(a.id, b.id),
  )
