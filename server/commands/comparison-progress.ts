import type { CompareProgress, CompareWork } from '../jobs/compare-task.ts'

const QUIET_MS = 1000

/**
 * Lines about scenarios being planned for stderr: none in the first second, then one for each that is planned and each
 * that is begun.
 * @param write takes one line
 */
export function comparisonProgress(
  { scenarios }: Pick<CompareWork, 'scenarios'>,
  write: (line: string) => void,
  now: () => number = () => performance.now(),
): (progress: CompareProgress) => void {
  const begun = now()
  const inHand = new Map<number, string>()
  let done = 0
  return (progress) => {
    const { id } = scenarios[progress.place]!
    const isNew = progress.kind === 'planned' || !inHand.has(progress.place)
    if (progress.kind === 'planned') {
      inHand.delete(progress.place)
      done++
    } else inHand.set(progress.place, id)
    const at = now()
    if (!isNew || at - begun < QUIET_MS) return
    const what = progress.kind === 'planned' ? `planned in ${progress.planned.proof.seconds.toFixed(1)} s` : 'begun'
    write(`${((at - begun) / 1000).toFixed(1)} s  ${done} of ${scenarios.length}  ${id} ${what}`)
  }
}
