import { z } from 'zod'
import { MINUTES_PER_DAY, minuteOfDayFrom } from './horizon.ts'

/** How contacts of a queue are worked: one at a time and at once, several at once, or later within hours. */
export const CHANNELS = ['phone', 'chat', 'ticket'] as const

/** Most conversations that one agent may hold at once. */
export const MAX_CONCURRENCY = 6

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

/** Wall-clock minutes after midnight from `HH:mm`; up to 47:59 for a time on the following day. */
export const timeOfDaySchema = z.string().transform((text, context) => {
  const minute = minuteOfDayFrom(text)
  if (minute === undefined) {
    context.addIssue({ code: 'custom', message: 'is not a time of day (HH:mm, hours beyond 24 for after midnight)' })
    return z.NEVER
  }
  return minute
})

/** Weekly opening window on the listed weekdays (1 Monday .. 7 Sunday); `to` beyond 24:00 runs past midnight. */
export const openWindowSchema = z
  .strictObject({
    from: timeOfDaySchema,
    to: timeOfDaySchema,
    weekdays: z.array(z.int().min(1).max(7)).min(1).default([1, 2, 3, 4, 5, 6, 7]),
  })
  .refine((window) => window.to > window.from && window.to - window.from <= MINUTES_PER_DAY, {
    message: 'must end after it starts and last at most 24 hours (write 25:00 for 01:00 of the next day)',
  })

const NEVER_CERTAIN = 'can never be reached with certainty; use a share below 1 such as 0.95'

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
  /** Handling time where history has none, seconds of effort. */
  ahtSeconds: z.number().gt(0).max(86_400),
  /** A new queue is forecast as `scale` times the volume of another queue, until it has history of its own. */
  analogy: z.strictObject({ queue: idSchema, scale: z.number().gt(0).max(1000) }).optional(),
}

const instantBase = {
  ...queueBase,
  target: serviceLevelTargetSchema,
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
  })
  .refine((queue) => queue.concurrencyGain <= queue.concurrency, {
    message: 'concurrencyGain cannot exceed concurrency: nobody works faster than one chat at a time, times the chats',
    path: ['concurrencyGain'],
  })

export const ticketQueueSchema = z.strictObject({
  ...queueBase,
  channel: z.literal('ticket'),
  target: deadlineTargetSchema,
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
export function isOpen(queue: Queue, weekday: number, minuteOfDay: number): boolean {
  const dayBefore = weekday === 1 ? 7 : weekday - 1
  return queue.openHours.some(
    ({ from, to, weekdays }) =>
      (weekdays.includes(weekday) && minuteOfDay >= from && minuteOfDay < to) ||
      (weekdays.includes(dayBefore) && minuteOfDay + MINUTES_PER_DAY >= from && minuteOfDay + MINUTES_PER_DAY < to),
  )
}
