import { z } from 'zod'

/** Satisfaction at mean response times, read off between the points: a prior, not a measurement. */
export interface SatisfactionPrior {
  /** Ascending in seconds; `satisfaction` is a share, 0..1. */
  readonly points: readonly { readonly seconds: number; readonly satisfaction: number }[]
  /** Where the points come from. */
  readonly source: string
}

/**
 * What is taken where a plan has no points of its own. The fall is that of the resource plan ("response above 5 minutes:
 * satisfaction -30 %"); the 85 % that it falls from is the goal of the livestream team's report, and the straight line
 * between is assumed.
 */
export const SATISFACTION_PRIOR: SatisfactionPrior = {
  points: [
    { seconds: 0, satisfaction: 0.85 },
    { seconds: 300, satisfaction: 0.595 },
  ],
  source:
    'prior: a customer-service resource plan says -30 % beyond 5 min; from 85 %, a team goal; the line is assumed',
}

/** Own points, or `{}` for the prior that ships. */
export const satisfactionPriorSchema = z
  .strictObject({
    points: z
      .array(z.strictObject({ seconds: z.number().min(0), satisfaction: z.number().min(0).max(1) }))
      .min(2)
      .refine((points) => points.every(({ seconds }, index) => index === 0 || seconds > points[index - 1]!.seconds), {
        message: 'must ascend in seconds',
      })
      .optional(),
    source: z.string().min(1).optional(),
  })
  .refine(({ points, source }) => points !== undefined || source === undefined, {
    message: 'belongs to points, which are missing',
    path: ['source'],
  })
  .transform(
    ({ points, source }): SatisfactionPrior =>
      points ? { points, source: source ?? 'prior: plan.yaml, no source given' } : SATISFACTION_PRIOR,
  )

/** Satisfaction at a mean response time: straight lines between the points, flat beyond the first and the last. */
export function satisfactionAt({ points }: SatisfactionPrior, seconds: number): number {
  const after = points.findIndex((point) => point.seconds >= seconds)
  if (after === -1) return points.at(-1)!.satisfaction
  if (after === 0) return points[0]!.satisfaction
  const [left, right] = [points[after - 1]!, points[after]!]
  const way = (seconds - left.seconds) / (right.seconds - left.seconds)
  return left.satisfaction + way * (right.satisfaction - left.satisfaction)
}
