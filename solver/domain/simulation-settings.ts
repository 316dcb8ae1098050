import { z } from 'zod'

/** What the simulation samples besides demand, handling times, patience and absence. */
export const simulationSettingsSchema = z.strictObject({
  /** A share of shifts begins late, by an exponential time. */
  lateness: z.strictObject({ share: z.number().min(0).max(1), meanMinutes: z.number().gt(0).max(240) }).optional(),
  /** Unplanned outages of the bot: Poisson in time, exponential in length; its contacts then come to people. */
  botOutages: z.strictObject({ perWeek: z.number().gt(0).max(100), meanHours: z.number().gt(0).max(168) }).optional(),
})
