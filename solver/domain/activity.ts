import { z } from 'zod'
import { timeOfDaySchema } from './open-window.ts'
import { idSchema, nameSchema } from './queue.ts'

/**
 * Paid time that people of a team spend away from the queues once in a horizon: training, a team meeting. It is placed
 * where it hurts coverage least. Whoever works in the horizon, and not only on call, takes part exactly once.
 */
export const activitySchema = z.strictObject({
  id: idSchema,
  name: nameSchema.optional(),
  minutes: z.int().min(5).max(480),
  /** Who takes part; absent means everybody. */
  groups: z.array(z.string()).min(1).optional(),
  employees: z.array(z.string()).min(1).optional(),
  /** Wall-clock span within which it must lie, of the day on which the shift starts that it is a part of. */
  from: timeOfDaySchema.default(0),
  to: timeOfDaySchema.default(48 * 60),
  /** Days on which that shift may start, 1 Monday .. 7 Sunday. */
  weekdays: z.array(z.int().min(1).max(7)).min(1).default([1, 2, 3, 4, 5, 6, 7]),
  /** Most people at it at once. */
  maxTogether: z.int().min(1).default(1),
  /** Minutes from a shift's start, and to its end, that stay free of it. */
  marginMinutes: z.int().min(0).default(0),
})
export type Activity = z.infer<typeof activitySchema>
