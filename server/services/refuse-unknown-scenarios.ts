import type { Plan } from '../contracts/plan.ts'
import { ServiceError } from './service-error.ts'

/**
 * @param asked ids of scenarios, `a+b` for several laid over one another
 * @throws ServiceError `invalidRequest` with the first of them that the plan does not have
 */
export function refuseUnknownScenarios(asked: readonly string[], { scenarios }: Pick<Plan, 'scenarios'>): void {
  const known = scenarios.map(({ id }) => id)
  const unknown = asked.flatMap((id) => id.split('+')).find((id) => !known.includes(id))
  if (unknown === undefined) return
  const problem = `The plan has no scenario "${unknown}". It has: ${known.join(', ')}.`
  throw new ServiceError('invalidRequest', problem)
}
