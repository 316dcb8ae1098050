import type { ComparisonResult } from '../../../server/contracts/comparison.ts'

type FrontierPoint = ComparisonResult['frontier'][number]
/** Service by the target that is missed by most, or over all contacts. */
export type FrontierService = 'worstMargin' | 'serviceLevel'

export interface ServicePoint {
  readonly scenario: string
  readonly cost: number
  readonly service: number
  readonly isEfficient: boolean
}

/** Points whose service is known, in the order of the scenarios. */
export const servicePoints = (frontier: readonly FrontierPoint[], by: FrontierService): ServicePoint[] =>
  frontier.flatMap(({ scenario, cost, isEfficientByWorst, isEfficientByLevel, [by]: service }) =>
    service === null
      ? []
      : [{ scenario, cost, service, isEfficient: by === 'worstMargin' ? isEfficientByWorst : isEfficientByLevel }],
  )

/** The points that no other beats, from the cheapest to the dearest. */
export const frontierLine = (points: readonly ServicePoint[]): ServicePoint[] =>
  points.filter(({ isEfficient }) => isEfficient).sort((a, b) => a.cost - b.cost || a.service - b.service)
