import { z } from 'zod'

/** Who plans on their own: a site, a brand, a vendor. Every stored row belongs to one. */
export const planningUnitSchema = z.object({ id: z.string(), name: z.string() }).meta({ id: 'PlanningUnit' })
export type PlanningUnit = z.infer<typeof planningUnitSchema>

export const planningUnitListSchema = z.object({ units: z.array(planningUnitSchema) })
