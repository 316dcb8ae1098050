import type { MachineTable } from './machine-table.ts'

/** The same tours and costs with memories of the same future made one, from the last day back. */
export function mergedTable({ choices, counts, nexts, costs }: MachineTable): MachineTable {
  const merged = { counts: [...counts], nexts: [...nexts], costs: [...costs] }
  let target = new Int32Array(counts.at(-1)!)
  merged.counts[choices.length] = Math.min(1, target.length)
  for (let day = choices.length - 1; day >= 0; day--) {
    const { one, count } = mergeDay(nexts[day]!, costs[day]!, choices[day]!, target)
    merged.counts[day] = count
    merged.nexts[day] = nexts[day]!.slice(0, count * choices[day]!)
    merged.costs[day] = costs[day]!.slice(0, count * choices[day]!)
    target = one
  }
  return { choices, ...merged }
}

/**
 * Moves one memory of each future to the front, in place.
 * @param target merged memory of each one after the day
 * @returns merged memory of each one before the day, and how many there are
 */
function mergeDay(nexts: Int32Array, costs: Float64Array, choices: number, target: Int32Array) {
  const memories = nexts.length / choices
  const one = new Int32Array(memories)
  const sameHash = new Map<number, number[]>()
  let count = 0
  for (let memory = 0; memory < memories; memory++) {
    const to = count * choices
    let hash = 17
    for (let choice = 0; choice < choices; choice++) {
      const next = nexts[memory * choices + choice]!
      nexts[to + choice] = next < 0 ? -1 : target[next]!
      costs[to + choice] = costs[memory * choices + choice]!
      hash = Math.imul(hash ^ nexts[to + choice]!, 0x01000193) ^ Math.imul(choice + 1, 0x9e3779b1)
    }
    const candidates = sameHash.get(hash)
    const twin = candidates?.find((other) => isSame(nexts, costs, choices, other, count))
    one[memory] = twin ?? count
    if (twin !== undefined) continue
    if (candidates) candidates.push(count)
    else sameHash.set(hash, [count])
    count++
  }
  return { one, count }
}

function isSame(nexts: Int32Array, costs: Float64Array, choices: number, a: number, b: number): boolean {
  for (let choice = 0; choice < choices; choice++) {
    const [atA, atB] = [a * choices + choice, b * choices + choice]
    if (nexts[atA] !== nexts[atB] || (nexts[atA]! >= 0 && costs[atA] !== costs[atB])) return false
  }
  return true
}
