import { z } from 'zod'
import { timeOfDaySchema } from './open-window.ts'
import { idSchema, nameSchema } from './queue.ts'

/** A break inside a shift; its start may be moved within a window measured from the shift's start. */
export const shiftBreakSchema = z
  .strictObject({
    kind: z.enum(['meal', 'rest']),
    minutes: z.int().min(5).max(180),
    paid: z.boolean(),
    earliestStartMinutes: z.int().min(0),
    latestStartMinutes: z.int().min(0),
  })
  .refine((window) => window.latestStartMinutes >= window.earliestStartMinutes, {
    message: 'latestStartMinutes is before earliestStartMinutes',
  })

/** Undated pattern of a shift: when it may start, how long it lasts, and its breaks in order. */
export const shiftTemplateSchema = z
  .strictObject({
    id: idSchema,
    name: nameSchema.optional(),
    /** Start times on the wall clock, minutes after midnight. */
    startTimes: z.array(timeOfDaySchema).min(1),
    /** From start to end, unpaid breaks included. */
    lengthMinutes: z
      .int()
      .min(60)
      .max(24 * 60),
    breaks: z.array(shiftBreakSchema).default([]),
    /** Weekdays on which it may start, 1 Monday .. 7 Sunday. */
    weekdays: z.array(z.int().min(1).max(7)).min(1).default([1, 2, 3, 4, 5, 6, 7]),
    /** Groups and contracts that work it; absent means all. */
    groups: z.array(z.string()).min(1).optional(),
    /** Roles of which somebody needs one to work it. */
    roles: z.array(z.string()).min(1).optional(),
    /** Standing by: covers no queue, and its minutes are not paid as work. */
    onCall: z.boolean().default(false),
    contracts: z.array(z.string()).min(1).optional(),
  })
  .superRefine((template, context) => {
    let free = 0
    template.breaks.forEach((item, index) => {
      const problem =
        item.earliestStartMinutes < free
          ? 'may overlap the break before it; make the windows follow one another'
          : item.latestStartMinutes + item.minutes > template.lengthMinutes
            ? 'may run past the end of the shift'
            : undefined
      if (problem) context.addIssue({ code: 'custom', message: problem, path: ['breaks', index] })
      free = item.latestStartMinutes + item.minutes
    })
  })

export type ShiftBreak = z.infer<typeof shiftBreakSchema>
export type ShiftTemplate = z.infer<typeof shiftTemplateSchema>

/** Minutes that are paid in one shift of the template. */
export const paidMinutes = (template: ShiftTemplate): number =>
  template.onCall
    ? 0
    : template.lengthMinutes - template.breaks.reduce((sum, item) => sum + (item.paid ? 0 : item.minutes), 0)
