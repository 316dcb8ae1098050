import type { TourGraph } from './tour-graph.ts'
import type { TourPerson } from './tour-problem.ts'

/**
 * A graph without the choices that are closed to a person: arcs of classes with no open option, and all that can then no
 * longer be reached or leads nowhere. A search of it takes as long as there are choices left.
 */
export function openGraph(graph: TourGraph, person: TourPerson): TourGraph {
  const isOpen = openClasses(graph, person)
  const isMet = metStates(graph, isOpen)
  const leadsOn = statesLeadingOn(graph, isOpen, isMet)
  return keptGraph(graph, isOpen, leadsOn)
}

/** Whether a choice of each class is open, `[day][class]`, the day off first. */
function openClasses({ classes, fromDay }: TourGraph, { optionCost, offCost }: TourPerson): boolean[][] {
  return classes.map((list, day) => [
    offCost[fromDay + day]! < Infinity,
    ...list.map((options) => options.some((option) => optionCost[option]! < Infinity)),
  ])
}

function metStates(
  { firstState, arcStart, arcTo, arcClass }: TourGraph,
  isOpen: readonly (readonly boolean[])[],
): Uint8Array {
  const isMet = new Uint8Array(firstState[isOpen.length + 1]!)
  isMet[0] = 1
  for (const [day, open] of isOpen.entries()) {
    for (let state = firstState[day]!; state < firstState[day + 1]!; state++) {
      if (!isMet[state]) continue
      for (let arc = arcStart[state]!; arc < arcStart[state + 1]!; arc++)
        if (open[arcClass[arc]!]) isMet[arcTo[arc]!] = 1
    }
  }
  return isMet
}

/** Of the states met, those from which the end is reached. */
function statesLeadingOn(
  { firstState, arcStart, arcTo, arcClass }: TourGraph,
  isOpen: readonly (readonly boolean[])[],
  isMet: Uint8Array,
): Uint8Array {
  const days = isOpen.length
  const leadsOn = new Uint8Array(isMet.length)
  for (let state = firstState[days]!; state < firstState[days + 1]!; state++) leadsOn[state] = isMet[state]!
  for (let day = days - 1; day >= 0; day--) {
    const open = isOpen[day]!
    for (let state = firstState[day]!; state < firstState[day + 1]!; state++) {
      if (!isMet[state]) continue
      for (let arc = arcStart[state]!; arc < arcStart[state + 1]! && !leadsOn[state]; arc++) {
        if (open[arcClass[arc]!] && leadsOn[arcTo[arc]!]) leadsOn[state] = 1
      }
    }
  }
  return leadsOn
}

function keptGraph(graph: TourGraph, isOpen: readonly (readonly boolean[])[], isKept: Uint8Array): TourGraph {
  const { firstState, arcStart, arcTo, arcClass, arcCost } = graph
  const days = isOpen.length
  const indexOf = new Int32Array(isKept.length).fill(-1)
  const firsts = new Int32Array(days + 2)
  let states = 0
  for (let day = 0; day <= days; day++) {
    firsts[day] = states
    for (let state = firstState[day]!; state < firstState[day + 1]!; state++)
      if (isKept[state]) indexOf[state] = states++
  }
  firsts[days + 1] = states
  const arcs: number[] = []
  const starts: number[] = [0]
  for (const [day, open] of isOpen.entries()) {
    for (let state = firstState[day]!; state < firstState[day + 1]!; state++) {
      if (!isKept[state]) continue
      for (let arc = arcStart[state]!; arc < arcStart[state + 1]!; arc++) {
        if (open[arcClass[arc]!] && isKept[arcTo[arc]!]) arcs.push(arc)
      }
      starts.push(arcs.length)
    }
  }
  return {
    ...graph,
    firstState: firsts,
    arcStart: Int32Array.from(starts),
    arcTo: Int32Array.from(arcs, (arc) => indexOf[arcTo[arc]!]!),
    arcClass: Uint16Array.from(arcs, (arc) => arcClass[arc]!),
    arcCost: Float64Array.from(arcs, (arc) => arcCost[arc]!),
  }
}
