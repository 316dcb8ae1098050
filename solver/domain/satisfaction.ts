import { z } from 'zod'

/** Satisfaction at mean response times, read off between the points: a prior, not a measurement. */
export const satisfactionPriorSchema = z.strictObject({
  /** Ascending in seconds; `satisfaction` is a share, 0..1. */
  points: z
    .array(z.strictObject({ seconds: z.number().min(0), satisfaction: z.number().min(0).max(1) }))
    .min(2)
    .refine((points) => points.every(({ seconds }, index) => index === 0 || seconds > points[index - 1]!.seconds), {
      message: 'must ascend in seconds',
    }),
  source: z.string().min(1).optional(),
})
export type SatisfactionPrior = z.infer<typeof satisfactionPriorSchema>
