import { expect } from 'vitest'

/** Matches a PlanningInputError that says exactly this. */
export const refusal = (message: string) => expect.objectContaining({ name: 'PlanningInputError', message })
