import type { ExcessLimit, SumLimit } from '../tour-limit.ts'
import { OFF, priced, type TourMachine } from './tour-machine.ts'

/**
 * Remembers the sum so far in steps of the weights' greatest common divisor, up to the last amount that matters, and,
 * where other weights count on the last day after work on all others, whether there was.
 */
export function sumMachine(limit: SumLimit): TourMachine {
  const { weights, wholeWeights, fromDay, toDay, over, under, before } = limit
  const step = divisorOf(wholeWeights ? [...weights, ...wholeWeights] : weights)
  const amounts = [...over.map(({ above }) => above - before), ...under.map(({ below }) => below - before)]
  const most = Math.ceil(Math.max(0, ...amounts) / step)
  const width = wholeWeights ? 1 + Math.max(0, ...wholeWeights) / step : 1
  const overCost = (amount: number) =>
    over.reduce((sum, { above, unitCost }) => sum + priced(amount - Math.max(0, above - before), unitCost), 0)
  const alreadyOver = over.reduce((sum, { above, unitCost }) => sum + priced(before - above, unitCost), 0)
  const endCost = (amount: number) =>
    under.reduce((sum, { below, unitCost }) => sum + priced(below - before - amount, unitCost), alreadyOver)
  const isIn = (day: number) => day >= fromDay && day < toDay
  /** Memory is the sum, then whether a day was free. */
  const flags = wholeWeights ? 2 : 1
  const added = (memory: number, day: number, label: number) => {
    if (label === OFF) return 0
    const isWhole = wholeWeights !== undefined && day === toDay - 1 && memory % flags === 0
    return isWhole ? label % width : Math.floor(label / width)
  }
  const restCost = (labels: readonly number[], first: number) => {
    if (first >= toDay) return () => 0
    let rest = 0
    for (let day = Math.max(first, fromDay); day < toDay; day++) rest += Math.max(0, labels[day - first]!) * step
    return (memory: number) => marginal(overCost, memory * step, memory * step + rest) + endCost(memory * step + rest)
  }
  return {
    start: 0,
    size: flags * (most + 1),
    labelOf: (option) => (weights[option]! / step) * width + (wholeWeights ? wholeWeights[option]! / step : 0),
    next(memory, day, label) {
      if (!isIn(day) || day === toDay - 1) return 0
      const sum = Math.min(most, Math.floor(memory / flags) + added(memory, day, label))
      const hasFreeDay = flags === 2 && (label === OFF || memory % flags === 1)
      return sum * flags + (hasFreeDay ? 1 : 0)
    },
    cost(memory, day, label) {
      if (!isIn(day)) return 0
      const soFar = Math.floor(memory / flags) * step
      const now = soFar + added(memory, day, label) * step
      const beyond = now > soFar ? marginal(overCost, soFar, now) : 0
      return day === toDay - 1 ? beyond + endCost(now) : beyond
    },
    ...(!wholeWeights && { restCost }),
  }
}

/** Remembers a period's sum up to the amount above which it counts, and the total that counted, up to its limit. */
export function excessMachine(limit: ExcessLimit): TourMachine {
  const { weights, periods, max, unitCost } = limit
  const step = divisorOf(weights)
  const periodOf = (day: number) => periods.find(({ fromDay, toDay }) => day >= fromDay && day < toDay)
  const mostSum = Math.ceil(Math.max(0, ...periods.map(({ above }) => above)) / step)
  const sums = mostSum + 1
  const mostTotal = Math.ceil(max)
  const read = (memory: number) => ({ sum: memory % sums, total: Math.floor(memory / sums) })
  const counted = (memory: number, day: number, label: number) => {
    const period = periodOf(day)
    if (!period || label === OFF) return 0
    const soFar = read(memory).sum * step
    return Math.max(0, soFar + label * step - period.above) - Math.max(0, soFar - period.above)
  }
  return {
    start: 0,
    size: sums * (mostTotal + 1),
    labelOf: (option) => weights[option]! / step,
    next(memory, day, label) {
      const { sum, total } = read(memory)
      const period = periodOf(day)
      const isLast = !period || day === period.toDay - 1
      const reached = Math.min(mostSum, sum + (label === OFF ? 0 : label))
      return Math.min(mostTotal, total + counted(memory, day, label)) * sums + (isLast ? 0 : reached)
    },
    cost(memory, day, label) {
      const { total } = read(memory)
      const now = total + counted(memory, day, label)
      return priced(now - max, unitCost) === 0 ? 0 : (now - Math.max(total, max)) * unitCost
    },
  }
}

/** Cost of going from one amount to a greater one; a memory at its most stands for everything beyond. */
const marginal = (costOf: (amount: number) => number, from: number, to: number): number => {
  const reached = costOf(to)
  return reached === Infinity ? Infinity : reached - costOf(from)
}

const divisorOf = (weights: ArrayLike<number>): number => {
  let divisor = 0
  for (let i = 0; i < weights.length; i++) divisor = commonDivisor(divisor, weights[i]!)
  return divisor || 1
}

const commonDivisor = (a: number, b: number): number => (b === 0 ? a : commonDivisor(b, a % b))
