import type { LineChange } from '../contracts/revision.ts'

/** Lines shown around each change. */
const AROUND = 2
/** Differences that are looked for: beyond them two texts have little in common. */
const MOST_DIFFERENCES = 1500

export interface LineChanges {
  readonly lines: LineChange[]
  /** Whether further lines are different. */
  readonly isCut: boolean
}

/**
 * The shortest list of lines to take away and to add that makes one text of another, with a few lines around each.
 * Myers, An O(ND) Difference Algorithm and Its Variations, Algorithmica 1 (1986), the greedy form.
 * @param most lines told at most
 * @returns undefined when the texts differ in more than can be looked for
 */
export function lineChanges(before: string, after: string, most: number): LineChanges | undefined {
  const [older, newer] = [linesOf(before), linesOf(after)]
  let start = 0
  while (start < older.length && start < newer.length && older[start] === newer[start]) start++
  let end = 0
  const room = Math.min(older.length, newer.length) - start
  while (end < room && older.at(-1 - end) === newer.at(-1 - end)) end++
  const middle = shortestScript(older.slice(start, older.length - end), newer.slice(start, newer.length - end))
  if (!middle) return undefined
  const kinds = [...Array<Step>(start).fill('same'), ...middle, ...Array<Step>(end).fill('same')]
  return shown(kinds, older, newer, most)
}

type Step = LineChange['kind']

/** The text's lines; the end of the last one is no line of its own. */
function linesOf(text: string): string[] {
  const lines = text.split('\n')
  if (lines.at(-1) === '') lines.pop()
  return lines
}

/** Steps that lead from one list to the other; undefined beyond the most differences. */
function shortestScript(older: readonly string[], newer: readonly string[]): Step[] | undefined {
  const most = Math.min(older.length + newer.length, MOST_DIFFERENCES)
  // Furthest x reached on each diagonal x - y, offset so that indexes are not negative.
  const reached = new Int32Array(2 * most + 3)
  const trail: Int32Array[] = []
  for (let differences = 0; differences <= most; differences++) {
    trail.push(reached.slice(most - differences, most + differences + 3))
    for (let diagonal = -differences; diagonal <= differences; diagonal += 2) {
      const at = diagonal + most + 1
      const isDown = diagonal === -differences || (diagonal !== differences && reached[at - 1]! < reached[at + 1]!)
      let x = isDown ? reached[at + 1]! : reached[at - 1]! + 1
      while (x < older.length && x - diagonal < newer.length && older[x] === newer[x - diagonal]) x++
      reached[at] = x
      if (x >= older.length && x - diagonal >= newer.length) return stepsBack(trail, older.length, newer.length)
    }
  }
  return undefined
}

/** @param trail what was reached before each number of differences, for the diagonals around it */
function stepsBack(trail: readonly Int32Array[], fromX: number, fromY: number): Step[] {
  const steps: Step[] = []
  let [x, y] = [fromX, fromY]
  for (let differences = trail.length - 1; differences > 0; differences--) {
    const before = trail[differences]!
    const diagonal = x - y
    const at = (other: number) => before[other + differences + 1]!
    const isDown = diagonal === -differences || (diagonal !== differences && at(diagonal - 1) < at(diagonal + 1))
    const previous = isDown ? diagonal + 1 : diagonal - 1
    const [toX, toY] = [at(previous), at(previous) - previous]
    const [startX, startY] = isDown ? [toX, toY + 1] : [toX + 1, toY]
    for (; x > startX && y > startY; x--, y--) steps.push('same')
    steps.push(isDown ? 'added' : 'removed')
    ;[x, y] = [toX, toY]
  }
  for (; x > 0; x--) steps.push('same')
  return steps.reverse()
}

function shown(kinds: readonly Step[], older: readonly string[], newer: readonly string[], most: number): LineChanges {
  const isNear = new Uint8Array(kinds.length)
  kinds.forEach((kind, index) => {
    if (kind !== 'same') isNear.fill(1, Math.max(0, index - AROUND), index + AROUND + 1)
  })
  const lines: LineChange[] = []
  let [before, after] = [0, 0]
  for (const [index, kind] of kinds.entries()) {
    if (kind !== 'added') before++
    if (kind !== 'removed') after++
    if (!isNear[index]) continue
    if (lines.length >= most) return { lines, isCut: true }
    lines.push({
      kind,
      text: kind === 'added' ? newer[after - 1]! : older[before - 1]!,
      before: kind === 'added' ? null : before,
      after: kind === 'removed' ? null : after,
    })
  }
  return { lines, isCut: false }
}
