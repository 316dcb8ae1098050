import type { LeverSetting, PlannedScenario } from '../../solver/domain/comparison.ts'
import type { RunProgress } from '../contracts/run.ts'
import type { PlanFiles, RunOptions } from './worker-task.ts'

/** A scenario to plan: one of the plan's, with a sweep's levers laid over it if there are any. */
export interface ScenarioToPlan {
  /** As it is called in the comparison. */
  readonly id: string
  /** Id of the plan's scenario, or of several joined. */
  readonly base: string
  readonly settings: readonly LeverSetting[]
}

/** Scenarios of one plan, every one of which is planned in the same way. */
export interface CompareWork {
  readonly files: PlanFiles
  readonly options: Omit<RunOptions, 'scenario'>
  readonly scenarios: readonly ScenarioToPlan[]
  /** Of points of a sweep: at most so many makings of a roster again; as the plan has it if absent. */
  readonly mostServiceRounds?: number | undefined
  /** Whether the files of each plan are wanted. */
  readonly keepFiles: boolean
  /** Whether each scenario is estimated part by part, for the waterfall. */
  readonly withEstimates: boolean
}

/** What is said while scenarios are planned; `place` is that of the scenario in the work. */
export type CompareProgress =
  | { readonly kind: 'stage'; readonly place: number; readonly progress: RunProgress }
  | {
      readonly kind: 'planned'
      readonly place: number
      readonly planned: PlannedScenario
      /** Files of the plan, name -> text; none unless they are wanted. */
      readonly contents: ReadonlyMap<string, string>
    }
