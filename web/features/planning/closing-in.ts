import type { RunProgress } from '../../../server/contracts/run.ts'

/** What was known at a moment of one making of the roster; `at` is in milliseconds. */
export interface Standing {
  readonly at: number
  readonly objective: number | undefined
  readonly objectiveBound: number | undefined
}

/** Standings of one making of the roster, in order; a standing that says nothing new is left out. */
export interface ClosingIn {
  readonly round: number
  readonly standings: readonly Standing[]
}

export const NOTHING_YET: ClosingIn = { round: 0, standings: [] }

/** A further making counts against another requirement: its figures have nothing to do with those before. */
export function withProgress(known: ClosingIn, progress: RunProgress | null, at: number): ClosingIn {
  const { objective, objectiveBound, round = 0 } = progress ?? {}
  if (objective === undefined && objectiveBound === undefined) return known
  const standings = round === known.round ? known.standings : []
  const last = standings.at(-1)
  if (last && last.objective === objective && last.objectiveBound === objectiveBound) return known
  return { round, standings: [...standings, { at, objective, objectiveBound }] }
}

/** Corners of the stairs of one figure in a box of 1 by 1, its origin top left; each figure holds until the next. */
export function stairs(
  { standings }: ClosingIn,
  figure: 'objective' | 'objectiveBound',
  now: number,
): (readonly [number, number])[] {
  const values = standings.flatMap(({ objective, objectiveBound }) => [objective, objectiveBound])
  const known = values.filter((value) => value !== undefined)
  const [least, most] = [Math.min(...known), Math.max(...known)]
  const first = standings[0]?.at ?? now
  const x = (at: number) => (at - first) / Math.max(1, now - first)
  const y = (value: number) => (most === least ? 0.5 : (most - value) / (most - least))
  return standings.flatMap((standing, index) => {
    const value = standing[figure]
    if (value === undefined) return []
    return [
      [x(standing.at), y(value)],
      [x(standings[index + 1]?.at ?? now), y(value)],
    ] as const
  })
}
