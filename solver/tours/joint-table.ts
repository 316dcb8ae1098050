import type { MachineTable } from './machine-table.ts'

/**
 * Two tables as one that remembers for both: what both allow, at the cost of both.
 * @returns null when there are more choices than allowed
 */
export function jointTable(a: MachineTable, b: MachineTable, mostArcs: number): MachineTable | null {
  const { choices } = a
  const isLegal = a.counts[0]! > 0 && b.counts[0]! > 0
  let pairs: Pairs = { a: Int32Array.of(0), b: Int32Array.of(0) }
  if (!isLegal) pairs = { a: new Int32Array(0), b: new Int32Array(0) }
  const days: JointDay[] = []
  let arcs = 0
  for (const day of choices.keys()) {
    const joint = jointDay(a, b, day, pairs, mostArcs - arcs)
    arcs += joint.arcs
    if (arcs > mostArcs) return null
    days.push(joint)
    pairs = joint.next
  }
  return leadingOn(choices, days)
}

/** Memories of both that go together, `[pair]`. */
interface Pairs {
  readonly a: Int32Array
  readonly b: Int32Array
}

interface JointDay {
  readonly nexts: Int32Array
  readonly costs: Float64Array
  readonly arcs: number
  readonly next: Pairs
}

/** What both allow on a day, from the pairs before it. */
function jointDay(a: MachineTable, b: MachineTable, day: number, pairs: Pairs, mostArcs: number): JointDay {
  const choices = a.choices[day]!
  const count = pairs.a.length
  const [nextsA, nextsB, costsA, costsB] = [a.nexts[day]!, b.nexts[day]!, a.costs[day]!, b.costs[day]!]
  const nexts = new Int32Array(count * choices).fill(-1)
  const costs = new Float64Array(count * choices)
  const found = new PairIndex(a.counts[day + 1]!, b.counts[day + 1]!)
  let arcs = 0
  for (let pair = 0; pair < count && arcs <= mostArcs; pair++) {
    let atA = pairs.a[pair]! * choices
    let atB = pairs.b[pair]! * choices
    const to = (pair + 1) * choices
    for (let at = pair * choices; at < to; at++, atA++, atB++) {
      if (nextsA[atA]! < 0 || nextsB[atB]! < 0) continue
      nexts[at] = found.indexOf(nextsA[atA]!, nextsB[atB]!)
      costs[at] = costsA[atA]! + costsB[atB]!
      arcs++
    }
  }
  return { nexts, costs, arcs, next: found.release() }
}

/** Pairs up to which they are looked up in one array. */
const MOST_DENSE = 2 ** 20

let dense = new Int32Array(0)

/** Numbers pairs in the order in which they are met. */
class PairIndex {
  readonly #width: number
  readonly #isDense: boolean
  readonly #index = new Map<number, number>()
  readonly #keys: number[] = []

  constructor(countA: number, countB: number) {
    this.#width = countB
    this.#isDense = countA * countB <= MOST_DENSE
    if (this.#isDense && dense.length === 0) dense = new Int32Array(MOST_DENSE)
  }

  indexOf(a: number, b: number): number {
    const key = a * this.#width + b
    const known = this.#isDense ? dense[key]! : (this.#index.get(key) ?? 0)
    if (known > 0) return known - 1
    this.#keys.push(key)
    if (this.#isDense) dense[key] = this.#keys.length
    else this.#index.set(key, this.#keys.length)
    return this.#keys.length - 1
  }

  /** The pairs met; the shared array is left as it was found. */
  release(): Pairs {
    if (this.#isDense) for (const key of this.#keys) dense[key] = 0
    const [a, b] = [new Int32Array(this.#keys.length), new Int32Array(this.#keys.length)]
    for (let pair = 0; pair < a.length; pair++) {
      a[pair] = Math.floor(this.#keys[pair]! / this.#width)
      b[pair] = this.#keys[pair]! - a[pair]! * this.#width
    }
    return { a, b }
  }
}

/** The table without what leads nowhere, from the last day back. */
function leadingOn(choices: readonly number[], days: readonly JointDay[]): MachineTable {
  const counts = new Array<number>(days.length + 1)
  let indexOf = new Int32Array(days.at(-1)?.next.a.length ?? 1)
  counts[days.length] = indexOf.length
  const [nexts, costs]: [Int32Array[], Float64Array[]] = [new Array(days.length), new Array(days.length)]
  for (let day = days.length - 1; day >= 0; day--) {
    indexOf = keepLeadingOn(days[day]!, choices[day]!, indexOf)
    const kept = indexOf.reduce((count, index) => count + (index < 0 ? 0 : 1), 0)
    counts[day] = kept
    nexts[day] = days[day]!.nexts.subarray(0, kept * choices[day]!)
    costs[day] = days[day]!.costs.subarray(0, kept * choices[day]!)
  }
  return { choices, counts, nexts, costs }
}

/**
 * Moves the pairs that lead on together, in place.
 * @param target index of each pair after the day, -1 for those that lead nowhere
 * @returns index of each pair before the day
 */
function keepLeadingOn({ nexts, costs }: JointDay, choices: number, target: Int32Array): Int32Array<ArrayBuffer> {
  const count = nexts.length / choices
  const indexOf = new Int32Array(count).fill(-1)
  let kept = 0
  for (let pair = 0; pair < count; pair++) {
    const to = kept * choices
    let leadsOn = false
    for (let choice = 0; choice < choices; choice++) {
      const before = nexts[pair * choices + choice]!
      const next = before < 0 ? -1 : target[before]!
      nexts[to + choice] = next
      costs[to + choice] = costs[pair * choices + choice]!
      if (next >= 0) leadsOn = true
    }
    if (leadsOn) indexOf[pair] = kept++
  }
  return indexOf
}
