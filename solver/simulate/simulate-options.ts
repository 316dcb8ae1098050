import { PlanningInputError } from '../domain/planning-input-error.ts'

/** @throws PlanningInputError for replications or a seed that cannot be used */
export function refuseUnusable(replications: number, seed: number): void {
  if (!Number.isSafeInteger(replications) || replications < 1)
    throw new PlanningInputError({
      value: String(replications),
      problem: 'is not a number of replications',
      hint: 'Give a whole number of 1 or more; 20 say where the service level lies.',
    })
  if (!Number.isSafeInteger(seed))
    throw new PlanningInputError({ value: String(seed), problem: 'is not a seed', hint: 'Give a whole number.' })
}
