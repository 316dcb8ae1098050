import type { Plan } from '../../../server/contracts/plan.ts'

/** Name of the plan that a new installation comes with. */
export const SAMPLE_NAME = 'Beauty livestream service, 50 people'

export const isSamplePlan = ({ name }: Pick<Plan, 'name'>): boolean =>
  typeof name === 'object' && name.en === SAMPLE_NAME
