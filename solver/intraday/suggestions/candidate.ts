import { intervalStart, MS_PER_MINUTE } from '../../domain/horizon.ts'
import { textNumber } from '../../domain/random.ts'
import { type Assignment, compareIds } from '../../domain/roster.ts'
import type { SuggestionKind } from '../../domain/suggestion-kind.ts'
import type { BundleStep } from './bundle.ts'
import type { DayRuns, DaySimulation } from './day-simulation.ts'
import type { Measured } from './measure.ts'
import type { Cells } from './paired-effects.ts'
import type { Operation, ShiftChange, Suggestion } from './suggestion.ts'

/** Something that may come to be suggested, with its simulation, which can be gone on with. */
export interface Candidate {
  readonly kind: SuggestionKind
  /** What it is to mend, or where it lets people go. */
  readonly spans: readonly Cells[]
  readonly steps: readonly BundleStep[]
  readonly operations: readonly Operation[]
  readonly runs: DayRuns
}

/** @param asOf epoch milliseconds */
export function toSuggestion(
  { kind, spans, steps, operations }: Candidate,
  measured: Measured,
  { horizon }: DaySimulation,
  queueIds: readonly string[],
  asOf: number,
): Suggestion {
  const last = steps.at(-1)
  const moves = steps.flatMap(({ proposal }) => proposal.moves).sort(byPersonAndTime)
  return {
    id: `${kind}-${fingerprint(JSON.stringify([kind, moves, operations]))}`,
    kind,
    spans: spans.map(({ queue, from, to }) => ({
      queueId: queueIds[queue]!,
      startMs: intervalStart(horizon, from),
      endMs: intervalStart(horizon, to),
    })),
    people: [...new Set(moves.map(({ employeeId }) => employeeId))],
    moves,
    changes: steps.map(({ proposal }) => proposal.changes).sort((a, b) => compareIds(a.employeeId, b.employeeId)),
    operations,
    givenUp: steps.flatMap(({ proposal }) => proposal.givenUp ?? []),
    cost: last?.cost ?? 0,
    softCost: last?.softCost ?? 0,
    ...measured,
    softViolations: last?.softViolations ?? [],
    leadMinutes: Math.max(0, Math.ceil((firstEffect(moves, operations) - asOf) / MS_PER_MINUTE)),
  }
}

const timeOf = ({ before, after }: ShiftChange): number => (before ?? after)!.startMs

const byPersonAndTime = (a: ShiftChange, b: ShiftChange): number =>
  compareIds(a.employeeId, b.employeeId) || timeOf(a) - timeOf(b)

/** The instant from which on something is otherwise. */
const firstEffect = (moves: readonly ShiftChange[], operations: readonly Operation[]): number =>
  Math.min(
    ...moves.map(firstChange),
    // Settings hold from now on.
    ...operations.map((operation) => (operation.kind === 'overflow' ? Number.NEGATIVE_INFINITY : operation.startMs)),
  )

function firstChange({ before, after }: ShiftChange): number {
  if (before === null || after === null) return (before ?? after)!.startMs
  const instants = [
    ...(before.startMs === after.startMs ? [] : [before.startMs, after.startMs]),
    ...(before.endMs === after.endMs ? [] : [before.endMs, after.endMs]),
    ...unlike(before.breaks, after.breaks),
    ...unlike(before.activities ?? [], after.activities ?? []),
  ]
  // Where nothing but the queues are others, the shift's beginning.
  return instants.length > 0 ? Math.min(...instants) : before.startMs
}

/** Starts of parts that only one of two shifts has. */
function unlike(one: Parts, other: Parts): number[] {
  const without = (all: Parts, known: Parts) =>
    all.filter(({ startMs, endMs }) => !known.some((part) => part.startMs === startMs && part.endMs === endMs))
  return [...without(one, other), ...without(other, one)].map(({ startMs }) => startMs)
}

type Parts = readonly Pick<Assignment, 'startMs' | 'endMs'>[]

/** 64 bits of a text in hexadecimal digits. */
const fingerprint = (text: string): string =>
  [text, `${text}\0`].map((each) => textNumber(each).toString(16).padStart(8, '0')).join('')
