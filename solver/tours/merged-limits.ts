import type { PairLimit, RunLimit, SumLimit, TourLimit } from './tour-limit.ts'

/**
 * The same limits as fewer: all pairs as one, sums of the same weights over the same days as one, and the least and the
 * greatest length of the same runs as one, so that a search has less to remember side by side.
 */
export function mergedLimits(limits: readonly TourLimit[]): TourLimit[] {
  const merged: TourLimit[] = []
  for (const limit of limits) {
    const at = merged.findIndex((other) => joined(other, limit) !== null)
    if (at < 0) merged.push(limit)
    else merged[at] = joined(merged[at]!, limit)!
  }
  return merged
}

/** One limit for two; null where they do not go together. */
function joined(a: TourLimit, b: TourLimit): TourLimit | null {
  if (a.kind === 'pair' && b.kind === 'pair') return joinedPairs(a, b)
  if (a.kind === 'sum' && b.kind === 'sum') return joinedSums(a, b)
  if (a.kind === 'run' && b.kind === 'run') return joinedRuns(a, b)
  return null
}

/** A class for each pair of classes that an option has. */
function joinedPairs(a: PairLimit, b: PairLimit): PairLimit {
  const [firsts, nexts] = [new ClassPairs(), new ClassPairs()]
  const firstClass = a.firstClass.map((first, option) => firsts.indexOf(first, b.firstClass[option]!))
  const nextClass = a.nextClass.map((next, option) => nexts.indexOf(next, b.nextClass[option]!))
  const before = firsts.indexOf(a.before, b.before)
  const costOf = ({ costs }: PairLimit, first: number, next: number) =>
    first < 0 || next < 0 ? 0 : costs[first]![next]!
  const costs = firsts.pairs.map(([firstA, firstB]) =>
    nexts.pairs.map(([nextA, nextB]) => costOf(a, firstA, nextA) + costOf(b, firstB, nextB)),
  )
  return { kind: 'pair', ruleId: idOf(a, b), firstClass, nextClass, costs, before }
}

/** Numbers pairs of classes in the order in which they are met; -1 for two that no pair concerns. */
class ClassPairs {
  readonly pairs: (readonly [number, number])[] = []
  readonly #indexes = new Map<string, number>()

  indexOf(a: number, b: number): number {
    if (a < 0 && b < 0) return -1
    const key = `${a} ${b}`
    const index = this.#indexes.get(key) ?? this.pairs.length
    if (index === this.pairs.length) this.pairs.push([a, b])
    this.#indexes.set(key, index)
    return index
  }
}

function joinedSums(a: SumLimit, b: SumLimit): SumLimit | null {
  const isSame = a.fromDay === b.fromDay && a.toDay === b.toDay && a.before === b.before
  if (!isSame || a.wholeWeights || b.wholeWeights || !isEqual(a.weights, b.weights)) return null
  return { ...a, ruleId: idOf(a, b), over: [...a.over, ...b.over], under: [...a.under, ...b.under] }
}

/** A maximum without a minimum and a minimum without a maximum. */
function joinedRuns(a: RunLimit, b: RunLimit): RunLimit | null {
  if (a.unitCost !== b.unitCost || !(a.of === b.of || (isSet(a.of) && isSet(b.of) && isEqual(a.of, b.of)))) return null
  const [most, least] = a.max === Infinity ? [b, a] : [a, b]
  if (most.min > 0 || least.max !== Infinity) return null
  return { ...most, ruleId: idOf(a, b), min: least.min, beforeForMin: least.beforeForMin }
}

const isSet = (of: RunLimit['of']): of is Uint8Array => typeof of !== 'string'

const isEqual = (a: Int32Array | Uint8Array, b: Int32Array | Uint8Array): boolean =>
  a === b || (a.length === b.length && a.every((value, index) => value === b[index]))

const idOf = (a: TourLimit, b: TourLimit): string => `${a.ruleId} + ${b.ruleId}`
