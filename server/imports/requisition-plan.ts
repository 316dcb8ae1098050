import { PlanningInputError } from '../../solver/domain/planning-input-error.ts'
import { type RequisitionPlan, requisitionPlanSchema } from '../contracts/export.ts'

/** Reads what requisitions take of a headcount plan's JSON. @throws PlanningInputError when it is not one */
export function parseRequisitionPlan(file: string, text: string): RequisitionPlan {
  const read = requisitionPlanSchema.safeParse(jsonFrom(file, text))
  if (read.success) return read.data
  const column = read.error.issues[0]!.path.join('.')
  const hint = 'Use the JSON of a headcount plan, as it was written.'
  throw new PlanningInputError({ file, ...(column && { column }), problem: 'is not that of a headcount plan', hint })
}

function jsonFrom(file: string, text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    const hint = 'Use the JSON of a headcount plan, as it was written.'
    throw new PlanningInputError({ file, problem: 'is not JSON', hint })
  }
}
