import type { PlanInputs } from '../../solver/domain/plan-inputs.ts'
import { reviveScoreBasis } from '../../solver/domain/score-basis.ts'
import type { GivenRoster } from '../../solver/service/judge-roster.ts'
import { parseRoster } from '../imports/roster-csv.ts'

/** A roster to check and simulate as it is. */
export interface CheckRequest {
  /** Name and text of the roster's file. */
  readonly file: string
  readonly text: string
  readonly openShifts: number
  /** A run that may have had the very same inputs. */
  readonly basis?: BasisRun | undefined
}

/** What a run proved, and what of. */
export interface BasisRun {
  readonly inputHash: string
  readonly scenarioHash: string | undefined
  /** Of Tideline: another one may require otherwise of the same inputs. */
  readonly version: string | undefined
  /** Absent where it bounds an objective with changes in it. */
  readonly objectiveBound: number | undefined
  /** Its `score-basis.json`. */
  readonly scoreBasis: string
}

/**
 * @param inputs with the scenario in them
 * @throws PlanningInputError when the roster cannot be read
 */
export function givenRoster(
  inputs: PlanInputs,
  { file, text, basis }: CheckRequest,
  made: { readonly scenarioHash: string | undefined; readonly version: string },
): GivenRoster {
  const roster = parseRoster(file, text, inputs)
  const isSame =
    basis?.inputHash === inputs.inputHash && basis.scenarioHash === made.scenarioHash && basis.version === made.version
  if (!isSame) return { roster }
  const { objectiveBound, scoreBasis } = basis
  const { requirement } = reviveScoreBasis(JSON.parse(scoreBasis))
  return { roster, basis: { requirement, ...(objectiveBound !== undefined && { objectiveBound }) } }
}
