import { z } from 'zod'

export const healthSchema = z
  .object({
    status: z.enum(['ok', 'degraded']),
    version: z.string(),
    database: z.enum(['ok', 'unreachable']),
  })
  .meta({ id: 'Health' })
export type Health = z.infer<typeof healthSchema>

/** The process runs and answers; it says nothing of what it needs. */
export const livenessSchema = z.object({ status: z.literal('ok') }).meta({ id: 'Liveness' })

/** Whether requests should be sent here. */
export const readinessSchema = z
  .object({
    status: z.enum(['ready', 'notReady']),
    database: z.enum(['ok', 'unreachable']),
    /** Whether the tables are those that this version knows. */
    schema: z.enum(['ok', 'other', 'unknown']),
    /** `none`: work is done by processes of its own. */
    worker: z.enum(['ok', 'stopped', 'none']),
    /** It is on its way out and takes nothing new. */
    isStopping: z.boolean(),
  })
  .meta({ id: 'Readiness' })
export type Readiness = z.infer<typeof readinessSchema>
