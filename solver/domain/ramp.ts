import { z } from 'zod'

/** Speed of a new hire against a trained colleague, and what looking after one costs the mentor. */
export const rampSchema = z.strictObject({
  /** Speed in each week from the first day at work on, 0..1; after the last one people count as trained. */
  weeks: z.array(z.number().min(0).max(1)).min(1).max(104),
  /** Share of a mentor's own speed lost for each new hire still on the ramp. */
  mentorLoss: z.number().min(0).max(0.5).default(0),
})
export type Ramp = z.infer<typeof rampSchema>
