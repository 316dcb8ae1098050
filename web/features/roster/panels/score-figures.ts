import type { PlanReportReply } from '../../../../server/contracts/plan-report.ts'
import type { RosterScore } from '../../../../solver/rescore/roster-scorer.ts'
import { sum } from '../../../lib/week-grid.ts'

/** A queue's estimated share of contacts answered in time over the horizon, and what it promises; fractions. */
export interface WorstService {
  readonly queueId: string
  readonly mean: number
  readonly target: number
}

/** What a roster comes to, in one line. */
export interface ScoreFigures {
  /** Real money, minor currency units. */
  readonly wages: number
  /** Agent-hours that are missing. */
  readonly shortHours: number
  /** Ticket-hours past their deadline. */
  readonly overdueHours: number
  /** The queue furthest below its target, or least above it; undefined where nothing is estimated. */
  readonly worstService: WorstService | undefined
  /** Rules broken, and wishes not met. */
  readonly hard: number
  readonly soft: number
}

type Sized = Pick<PlanReportReply, 'unmet' | 'violations' | 'costs'>

const commonFigures = ({
  costs,
  unmet,
  violations,
}: Pick<RosterScore, 'costs' | 'unmet' | 'violations'> | Sized): Omit<ScoreFigures, 'worstService'> => {
  const hoursOf = (kind: string) => sum(unmet.filter((item) => item.kind === kind).map(({ hours }) => hours))
  const hard = violations.filter(({ severity }) => severity === 'hard').length
  return {
    wages: costs.wages,
    shortHours: hoursOf('understaffed'),
    overdueHours: hoursOf('overdue'),
    hard,
    soft: violations.length - hard,
  }
}

export function scoreFigures(score: Pick<RosterScore, 'costs' | 'unmet' | 'violations' | 'service'>): ScoreFigures {
  const measured = score.service.filter(({ mean }) => !Number.isNaN(mean))
  const [worst] = measured.toSorted((a, b) => a.mean - a.target - (b.mean - b.target))
  return {
    ...commonFigures(score),
    worstService: worst && { queueId: worst.queueId, mean: worst.mean, target: worst.target },
  }
}

/** Of a run's report, whose service is simulated: an estimate may not be held against it, so that it has none. */
export const reportFigures = (report: Sized): ScoreFigures => ({ ...commonFigures(report), worstService: undefined })

export type ChangeTone = 'good' | 'bad' | 'same'

export interface FigureChange {
  readonly by: number
  readonly tone: ChangeTone
}

/**
 * @param smallest changes below it are rounding
 * @param isMoreBetter of the figure: a share of contacts answered, not a number of rules broken
 */
export function figureChange(now: number, before: number, smallest: number, isMoreBetter = false): FigureChange {
  const by = now - before
  if (Math.abs(by) < smallest) return { by: 0, tone: 'same' }
  return { by, tone: by > 0 === isMoreBetter ? 'good' : 'bad' }
}
