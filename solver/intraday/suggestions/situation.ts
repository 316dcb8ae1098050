import type { Forecast } from '../../domain/forecast-outputs.ts'
import { MS_PER_MINUTE } from '../../domain/horizon.ts'
import type { PlanInputs } from '../../domain/plan-inputs.ts'
import type { Requirement } from '../../domain/requirement-outputs.ts'
import type { Roster } from '../../domain/roster.ts'

/** A day under way. Requirement, roster and forecast are those of the whole horizon. */
export interface DayUnderWay {
  /** As `inputsFor` gives them. */
  readonly inputs: PlanInputs
  readonly requirement: Requirement
  /** The roster that stands. */
  readonly roster: Roster
  /** Forecast anew. */
  readonly forecast: Forecast
  /** Epoch milliseconds: nothing before it is changed. */
  readonly asOf: number
  /** End of what is looked at, epoch milliseconds. */
  readonly until: number
  /** Open tickets at `asOf`, by queue; a queue that is missing begins as a steady week would. */
  readonly backlog: ReadonlyMap<string, number>
}

export interface SuggestOptions {
  readonly seed: number
  /** For what is returned, at most; fewer where a day has very many contacts. At least 2. */
  readonly replications: number
  /** Suggestions to return, at most. */
  readonly most: number
  /** Minutes before anybody who is at work or about to come can do something else than planned; 10 when absent. */
  readonly noticeMinutes?: number
  /** Minutes before somebody who is called in can begin; 60 when absent. */
  readonly callInMinutes?: number
  /** By how much the share of a bot can be raised; 0.05 when absent. */
  readonly botShareStep?: number
  /** Share of the customers who let themselves be called back; 0.2 when absent. */
  readonly callbackShare?: number
  /** Asked often: whether to end with what is known by now. */
  readonly isStopped?: () => boolean
  /** Clock in milliseconds, for `budgetMs` alone. */
  readonly now?: () => number
  /** Milliseconds after which it ends with what is known by then: results then depend on the machine's speed. */
  readonly budgetMs?: number
}

/** Options with what holds where nothing was said. */
export interface Terms {
  readonly seed: number
  readonly most: number
  /** First instant at which the roster of people at work can be changed, and at which somebody called in can begin. */
  readonly earliestMs: number
  readonly earliestCallInMs: number
  readonly botShareStep: number
  readonly callbackShare: number
  readonly isStopped: () => boolean
  /** Whether to look for nothing more, so that there is time left to prove what was found. */
  readonly isSearchOver: () => boolean
}

/** Of the budget, the share in which something is looked for. */
const SEARCH_SHARE = 0.75

export function termsOf(asOf: number, options: SuggestOptions): Terms {
  const { isStopped = () => false, now = () => 0, budgetMs = Number.POSITIVE_INFINITY } = options
  const { noticeMinutes = 10, callInMinutes = 60, botShareStep = 0.05, callbackShare = 0.2 } = options
  const startedAt = now()
  const isOver = (share: number) => isStopped() || now() - startedAt >= share * budgetMs
  return {
    seed: options.seed,
    most: options.most,
    earliestMs: asOf + noticeMinutes * MS_PER_MINUTE,
    earliestCallInMs: asOf + callInMinutes * MS_PER_MINUTE,
    botShareStep,
    callbackShare,
    isStopped: () => isOver(1),
    isSearchOver: () => isOver(SEARCH_SHARE),
  }
}
