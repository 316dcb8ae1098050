/** Agents of one skill set on position in an interval, and how well they serve each queue they know. */
export interface Supply {
  /** Not yet given to a queue. */
  free: number
  /** Fully trained agents that one of them is worth, by queue index; 0 where the skill is missing. */
  readonly proficiency: readonly number[]
  /** Agents given, by queue index. */
  readonly given: number[]
}

const TINY = 1e-9

/**
 * Gives queue `target` up to `need` effective agents, moving agents between queues where that frees somebody for it
 * without taking anything from the queues already served. Maximal: a generalised flow, augmented along paths of highest
 * gain (Onaga, IEEE Transactions on Circuit Theory 13 (1966)), so serving queues in order of cost is the best use of people.
 * @returns effective agents given
 */
export function allocateAgents(supplies: readonly Supply[], target: number, need: number): number {
  let served = 0
  while (need - served > TINY) {
    const path = highestGainPath(supplies, target)
    if (!path) break
    const agents = Math.min(path.most, (need - served) / path.gain)
    push(supplies, path, agents)
    served += agents * path.gain
  }
  return served
}

interface Step {
  readonly supply: number
  readonly queue: number
  /** Where the agent replaced on that queue goes on from; undefined at the target. */
  readonly next?: Step
}
interface Path {
  readonly first: Step
  /** Effective agents at the target for each free agent at the start. */
  readonly gain: number
  /** Agents that the path can carry. */
  readonly most: number
}

/** Best use of one more agent of each skill set for the target, found backwards from it (Bellman-Ford on gains). */
function highestGainPath(supplies: readonly Supply[], target: number): Path | null {
  const steps: (Step | undefined)[] = supplies.map(({ proficiency }, supply) =>
    proficiency[target]! > 0 ? { supply, queue: target } : undefined,
  )
  const gains = supplies.map(({ proficiency }) => proficiency[target]!)
  for (let changed = true; changed; ) {
    changed = false
    for (const [freed, { given, proficiency }] of supplies.entries()) {
      if (!steps[freed]) continue
      for (const [queue, agents] of given.entries()) {
        if (agents <= TINY || queue === target) continue
        for (const [supply, other] of supplies.entries()) {
          const gain = (other.proficiency[queue]! / proficiency[queue]!) * gains[freed]!
          if (supply === freed || gain <= gains[supply]! + TINY || usesSupply(steps[freed], supply)) continue
          gains[supply] = gain
          steps[supply] = { supply, queue, next: steps[freed]! }
          changed = true
        }
      }
    }
  }
  return bestStart(supplies, steps, gains)
}

const usesSupply = (step: Step | undefined, supply: number): boolean =>
  step !== undefined && (step.supply === supply || usesSupply(step.next, supply))

function bestStart(
  supplies: readonly Supply[],
  steps: readonly (Step | undefined)[],
  gains: readonly number[],
): Path | null {
  let best = -1
  for (const [supply, { free }] of supplies.entries()) {
    if (free > TINY && steps[supply] && (best < 0 || gains[supply]! > gains[best]! + TINY)) best = supply
  }
  if (best < 0) return null
  const first = steps[best]!
  let most = supplies[best]!.free
  let carried = 1
  for (let step: Step = first; step.next; step = step.next) {
    const replaced = supplies[step.next.supply]!
    carried *= supplies[step.supply]!.proficiency[step.queue]! / replaced.proficiency[step.queue]!
    most = Math.min(most, replaced.given[step.queue]! / carried)
  }
  return most > TINY ? { first, gain: gains[best]!, most } : null
}

function push(supplies: readonly Supply[], { first }: Path, agents: number): void {
  supplies[first.supply]!.free -= agents
  let carried = agents
  for (let step: Step | undefined = first; step; step = step.next) {
    const own = supplies[step.supply]!
    own.given[step.queue] = own.given[step.queue]! + carried
    if (!step.next) break
    const replaced = supplies[step.next.supply]!
    carried *= own.proficiency[step.queue]! / replaced.proficiency[step.queue]!
    replaced.given[step.queue] = Math.max(0, replaced.given[step.queue]! - carried)
  }
}
