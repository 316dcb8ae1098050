import type { LineChange } from '../../../server/contracts/revision.ts'

/** Indexes of lines before which others, that are the same, are left out. */
export function jumpsIn(lines: readonly LineChange[]): number[] {
  const jumps: number[] = []
  let [before, after] = [0, 0]
  for (const [index, line] of lines.entries()) {
    const isNext = (line.before ?? before + 1) === before + 1 && (line.after ?? after + 1) === after + 1
    if (!isNext) jumps.push(index)
    before = line.before ?? before + (isNext ? 0 : (line.after ?? 0) - after - 1)
    after = line.after ?? after + (isNext ? 0 : (line.before ?? 0) - after - 1)
  }
  return jumps
}
