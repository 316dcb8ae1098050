import { type PlanStage, progressGap } from '../../solver/domain/plan-outputs.ts'

/** How far long work has come, as those at work on it tell. */
export interface WorkProgress {
  readonly stage: PlanStage | 'reading'
  readonly fraction?: number | undefined
  readonly objective?: number | undefined
  readonly objectiveBound?: number | undefined
  readonly round?: number | undefined
}

const QUIET_MS = 1000
const BETWEEN_LINES_MS = 1000

/**
 * Lines about long work for stderr: none in the first second, then one for each new stage and one a second within it.
 * @param write takes one line
 */
export function progressLines(write: (line: string) => void, now: () => number = () => performance.now()) {
  const begun = now()
  let saidAt = Number.NEGATIVE_INFINITY
  let saidStage: string | undefined
  return (progress: WorkProgress): void => {
    const at = now()
    if (at - begun < QUIET_MS) return
    if (progress.stage === saidStage && at - saidAt < BETWEEN_LINES_MS) return
    saidAt = at
    saidStage = progress.stage
    write(`${((at - begun) / 1000).toFixed(1)} s  ${lineOf(progress)}`)
  }
}

function lineOf({ stage, round, fraction, objective, objectiveBound }: WorkProgress): string {
  const gap = progressGap({ objective, objectiveBound })
  const parts = [
    round === undefined ? stage : `${stage} again (round ${round + 1})`,
    fraction === undefined ? undefined : `${Math.round(fraction * 100)} %`,
    objective === undefined ? undefined : `cost ${Math.round(objective)}`,
    objectiveBound === undefined ? undefined : `bound ${Math.round(objectiveBound)}`,
    gap === undefined ? undefined : `gap ${(100 * gap).toFixed(2)} %`,
  ]
  return parts.filter((part) => part !== undefined).join('  ')
}

export const sayOnStderr = (line: string): void => void process.stderr.write(`${line}\n`)
