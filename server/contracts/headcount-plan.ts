import { z } from 'zod'
import type { HeadcountPlan } from '../../solver/domain/headcount-plan.ts'
import { nameSchema } from '../../solver/domain/queue.ts'

/** Units, shapes and meanings of all that follows: `HeadcountPlan` of the solver. */
const figures = z.array(z.number())
const texts = z.array(z.string())

const basisSchema = z.object({
  from: z.string(),
  months: z.int(),
  grain: z.enum(['month', 'week']),
  ...{ zone: z.string(), currency: z.string(), scenario: z.string(), decidedOn: z.string() },
  standardHoursPerWeek: z.number(),
  inputHash: z.string(),
  versions: z.record(z.string(), z.string()),
})

const periodSchema = z.object({
  ...{ label: z.string(), firstDate: z.string(), lastDate: z.string(), days: z.int(), classStart: z.string() },
})

const weekSchema = z.object({ firstDate: z.string(), period: z.int(), daysInPlan: z.int(), sales: texts })

const queueSchema = z.object({
  ...{ queueId: z.string(), name: nameSchema, channel: z.enum(['phone', 'chat', 'ticket']) },
  ...{ volume: figures, ahtSeconds: figures, workloadHours: figures, weekVolume: figures },
  ...{ agentHours: figures, agentHoursP10: figures, agentHoursP90: figures },
})

const groupSchema = z.object({
  ...{ groupId: z.string(), name: nameSchema, queueIds: texts },
  ...{ openingHeadcount: figures, hires: figures, bookedHires: figures, joiners: figures, attrition: figures },
  ...{ transfersIn: figures, transfersOut: figures, closingHeadcount: figures, closingFte: figures },
  ...{ volume: figures, workloadHours: figures, agentHours: figures, weekAgentHours: figures },
  ...{ grossHours: figures, weekGrossHours: figures, occupancy: figures, shiftFit: figures, shrinkage: figures },
  ...{ requiredFte: figures, requiredFteP10: figures, requiredFteP90: figures, peakRequiredFte: figures },
  ...{ weekRequiredFte: figures, weekAvailableFte: figures, availableFte: figures, netFte: figures },
  ...{ weekOvertimeHours: figures, weekHourlyHours: figures, weekShortHours: figures },
  weekExternalHours: z.array(z.object({ sourceId: z.string(), hours: figures })),
  cost: z.object({
    ...{ wages: figures, overtime: figures, external: figures, hiring: figures, transfers: figures, shortage: figures },
  }),
})

const classSchema = z.object({
  ...{ groupId: z.string(), people: z.number(), classes: z.number() },
  ...{ requestBy: z.string(), startsOn: z.string(), rampCompleteOn: z.string(), contractId: z.string() },
  ...{ period: z.int(), isBooked: z.boolean(), cost: z.number() },
})

const transferSchema = z.object({
  ...{ fromGroupId: z.string(), toGroupId: z.string(), people: z.number(), on: z.string() },
  ...{ period: z.int(), cost: z.number() },
})

const totalsSchema = z.object({
  ...{ requiredFte: figures, availableFte: figures, closingHeadcount: figures, hires: figures, paid: figures },
  totalHires: z.number(),
  peak: z.object({ week: z.string(), requiredFte: z.number() }),
})

const solutionSchema = z.object({
  ...{ objective: z.number(), objectiveBound: z.number(), relaxationBound: z.number() },
  ...{ relativeGap: z.number(), relativeGapOfControllable: z.number(), paid: z.number(), shortageCost: z.number() },
  ...{ solveSeconds: z.number(), parts: z.int(), bindingBudgets: texts },
})

const shortageSchema = z.object({
  ...{ queueId: z.string(), groupIds: texts, firstDate: z.string(), lastDate: z.string() },
  ...{ hours: z.number(), worstWeekHours: z.number(), worstFte: z.number() },
  reason: z.enum(['leadTime', 'budget', 'classes', 'price']),
  sales: texts,
})

const saleSchema = z.object({
  ...{ title: z.string(), firstDate: z.string(), lastDate: z.string(), groupIds: texts },
  ...{ peakRequiredFte: z.number(), ordinaryRequiredFte: z.number() },
  ...{ latestRequestDate: z.string().nullable(), notNeeded: z.boolean(), hiresForIt: z.number() },
  delayCurve: z.array(z.object({ requestDate: z.string(), extraCost: z.number(), shortHours: z.number() })),
})

const attritionSchema = z.object({
  kind: z.enum(['low', 'plan', 'high']),
  ...{ monthlyRate: z.number(), hires: z.number(), objective: z.number(), shortHours: z.number() },
})

const investmentSchema = z.object({
  ...{ lever: z.string(), oneOffCost: z.number(), costPerMonth: z.number(), saving: z.number() },
  ...{ savingPerMonth: z.number(), savedFte: z.number(), paybackMonths: z.number().nullable(), net: z.number() },
})

const shrinkageSchema = z.object({
  ...{ name: z.string(), kind: z.enum(['planned', 'unplanned']), share: z.number() },
  ...{ from: z.string().exactOptional(), to: z.string().exactOptional(), source: z.string() },
})

const assumptionSchema = z.object({
  ...{ what: z.string(), value: z.string() },
  source: z.enum(['plan.yaml', 'scenario', 'default', 'prior', 'data', 'option']),
})

/** A headcount plan: what is needed, who is there, whom to hire by when, what it costs and what it rests on. */
export const headcountPlanSchema = z
  .object({
    ...{ name: nameSchema, basis: basisSchema, periods: z.array(periodSchema), weeks: z.array(weekSchema) },
    ...{ queues: z.array(queueSchema), groups: z.array(groupSchema) },
    ...{ classes: z.array(classSchema), transfers: z.array(transferSchema) },
    ...{ totals: totalsSchema, solution: solutionSchema, shortages: z.array(shortageSchema) },
    ...{ sales: z.array(saleSchema), attritionSensitivity: z.array(attritionSchema) },
    ...{ investments: z.array(investmentSchema), shrinkage: z.array(shrinkageSchema) },
    ...{ assumptions: z.array(assumptionSchema), violations: texts },
  })
  .meta({ id: 'HeadcountPlanResult' })
export type HeadcountPlanReply = z.infer<typeof headcountPlanSchema>

type Same<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false
type DeepMutable<T> = T extends object ? { -readonly [Key in keyof T]: DeepMutable<T[Key]> } : T

/** A field that the plan has and the reply has not, or the other way round, would be lost without a word. */
true satisfies Same<DeepMutable<HeadcountPlan>, DeepMutable<HeadcountPlanReply>>
