import type { AppliedTarget } from '../domain/applied-target.ts'
import type { Forecast } from '../domain/forecast-outputs.ts'
import type { PlanInputs } from '../domain/plan-inputs.ts'
import type { Requirement } from '../domain/requirement-outputs.ts'
import type { Roster } from '../domain/roster.ts'
import { type JudgedTarget, judgedTargets } from './judged-targets.ts'
import { rosterSimulation } from './roster-simulation.ts'
import { seatTeams } from './seat-teams.ts'
import type { Seat, SimulatedQueue, Simulation } from './simulation.ts'
import { DrawnDemand, Simulator } from './simulator.ts'
import { type Margins, marginsOf } from './target-margins.ts'

/** A queue as it stands: every replication's margins of every target, `[target][replication]`. */
export interface QueueMargins {
  readonly queueId: string
  readonly simulated: SimulatedQueue
  /** In the order in which the simulation judges them. */
  readonly targets: readonly AppliedTarget[]
  readonly margins: readonly (readonly Margins[])[]
}

/** Agents to try on a queue, 1 or more, in all intervals of `[from, to)`. */
export interface Step {
  readonly from: number
  readonly to: number
  readonly agents: number
}

/** What the agents of a step would change. */
export interface StaffingEffect {
  readonly step: Step
  /** Change of a target's mean margin for each of them, by interval; only where it changes. `[target]` */
  readonly changes: readonly ReadonlyMap<number, number>[]
}

/** A queue by its number in a simulation, with its targets. */
interface JudgedQueue {
  readonly queue: number
  readonly targets: readonly JudgedTarget[]
}

/** Intervals over which an agent's effect may spill at least; further for long contacts. */
const LEAST_SPILL = 6
/** Contacts to simulate for one queue's effects; fewer replications are run when they would be more. */
const MOST_CONTACTS = 3_000_000
const LEAST_REPLICATIONS = 4

/**
 * What one more agent would change, found by simulating the roster with more agents on the same sampled demand, absence
 * and handling times (finite differences with common random numbers; the subgradients of Cezik and L'Ecuyer, Management
 * Science 54 (2008) 310-323). The extra agents serve one queue, fully trained, always there.
 *
 * Steps so far apart that their effects do not meet are tried in one pass, so a whole week takes a handful of passes
 * whatever its length. Only queues that share people with the one asked about, directly or through others, are simulated.
 */
export class StaffingEffects {
  readonly #inputs: PlanInputs
  readonly #forecast: Forecast
  readonly #simulation: Simulation
  readonly #ids: readonly string[]
  readonly #replications: number
  readonly #seed: number
  readonly #drawn = new DrawnDemand()
  readonly #marginsByQueue = new Map<string, QueueMargins>()

  constructor(
    inputs: PlanInputs,
    forecast: Forecast,
    requirement: Requirement,
    roster: Roster,
    { replications, seed }: { replications: number; seed: number },
  ) {
    this.#inputs = inputs
    this.#forecast = forecast
    this.#simulation = rosterSimulation(inputs, forecast, requirement, roster)
    this.#ids = inputs.settings.queues.map(({ id }) => id)
    this.#replications = replications
    this.#seed = seed
  }

  get dayOfInterval(): Int32Array {
    return this.#simulation.dayOfInterval
  }

  /** The roster's own margins on a queue; one simulation tells those of all queues that share people with it. */
  margins(queueId: string): QueueMargins {
    if (!this.#marginsByQueue.has(queueId)) {
      const { simulation, ids } = this.#around(queueId)
      const judged = ids.map((id, queue) => ({ queue, targets: this.#judged(id) }))
      const runs = this.#run(simulation, judged, this.#replicationsFor(simulation, 1))
      judged.forEach(({ queue, targets }) => {
        this.#marginsByQueue.set(ids[queue]!, {
          queueId: ids[queue]!,
          simulated: simulation.queues[queue]!,
          targets: targets.map(({ target }) => target),
          margins: targets.map((_, target) => runs.map((run) => run[queue]![target]!)),
        })
      })
    }
    return this.#marginsByQueue.get(queueId)!
  }

  /** Effects of the steps, which must not overlap, in the order of time. */
  effects({ queueId, margins }: QueueMargins, steps: readonly Step[]): StaffingEffect[] {
    const { simulation, ids } = this.#around(queueId)
    const number = ids.indexOf(queueId)
    const spill = spillOf(simulation.queues[number]!, simulation.intervalSeconds)
    const passes = apart(steps, spill)
    const replications = Math.min(margins[0]?.length ?? 0, this.#replicationsFor(simulation, passes.length))
    const targets = this.#judged(queueId)
    const now = margins.map((runs) => meanMargin(runs, replications))
    const found = passes.flatMap((pass) => {
      const extra = pass.flatMap((step) => extraSeats(simulation, number, step))
      const staffed = { ...simulation, seats: [...simulation.seats, ...extra] }
      const runs = this.#run(staffed, [{ queue: number, targets }], replications)
      const changes = targets.map((_, target) =>
        meanMargin(runs.map(([run]) => run![target]!)).map((margin, interval) => margin - now[target]![interval]!),
      )
      return pass.map((step, place): StaffingEffect => {
        // Whoever arrives at the end of the interval before may still be answered in time by the newcomer.
        const end = Math.min(step.to - 1 + spill, pass[place + 1]?.from ?? simulation.intervals + 1) - 1
        const begin = Math.max(0, step.from - 1)
        return { step, changes: changes.map((change) => changedIn(change, begin, end, step.agents)) }
      })
    })
    return found.sort((a, b) => a.step.from - b.step.from)
  }

  #judged(queueId: string): readonly JudgedTarget[] {
    return judgedTargets(this.#inputs.settings.queues.find(({ id }) => id === queueId)!, this.#forecast.horizon)
  }

  /** Margins of every target of some queues, `[replication][queue][target]`, queues as given. */
  #run(simulation: Simulation, judged: readonly JudgedQueue[], replications: number): Margins[][][] {
    const { serving } = seatTeams(simulation)
    const simulator = new Simulator(simulation, this.#drawn)
    return Array.from({ length: replications }, (_, replication) => {
      const tally = simulator.run(this.#seed, replication)
      return judged.map(({ queue, targets }) =>
        targets.map((target) => marginsOf(target, tally, { simulation, queue, serving: serving[queue]! })),
      )
    })
  }

  /** Fewer where much is to be simulated: a limit on work that is the same on every machine. */
  #replicationsFor({ queues }: Simulation, passes: number): number {
    const contacts = queues.reduce((all, queue) => all + queue.contacts.reduce((sum, mean) => sum + mean, 0), 0)
    const affordable = Math.floor(MOST_CONTACTS / Math.max(1, contacts * passes))
    return Math.min(this.#replications, Math.max(LEAST_REPLICATIONS, affordable))
  }

  /** The part of the simulation that a queue depends on, and the ids of its queues. */
  #around(queueId: string): { simulation: Simulation; ids: string[] } {
    const { queues, seats } = this.#simulation
    const asked = this.#ids.indexOf(queueId)
    const members = new Set([asked])
    const serves = ({ proficiency }: Seat) => [...members].some((queue) => proficiency[queue]! > 0)
    for (let before = 0; before < members.size; ) {
      before = members.size
      for (const seat of seats)
        if (serves(seat)) for (const [queue, speed] of seat.proficiency.entries()) if (speed > 0) members.add(queue)
    }
    const kept = queues.flatMap((_, queue) => (members.has(queue) ? [queue] : []))
    const of = (values: Float64Array) => Float64Array.from(kept, (queue) => values[queue]!)
    return {
      ids: kept.map((queue) => this.#ids[queue]!),
      simulation: {
        ...this.#simulation,
        queues: kept.map((queue) => queues[queue]!),
        seats: seats
          .filter(serves)
          .map((seat) => ({ ...seat, proficiency: of(seat.proficiency), afterSeconds: of(seat.afterSeconds) })),
      },
    }
  }
}

/** Intervals over which an agent's effect may reach: a few, or two mean handling times; for tickets, their deadline. */
function spillOf(queue: SimulatedQueue, intervalSeconds: number): number {
  const longest = queue.workSeconds.reduce((most, seconds) => Math.max(most, seconds), 0)
  const handling = Math.max(LEAST_SPILL, Math.ceil((2 * longest) / intervalSeconds))
  return queue.kind === 'instant' ? handling : handling + Math.ceil(queue.clock.allowance)
}

/** Sorts steps into as few passes as keep those of one pass at least `spill` apart. */
function apart(steps: readonly Step[], spill: number): Step[][] {
  const passes: Step[][] = []
  for (const step of steps.toSorted((a, b) => a.from - b.from)) {
    const pass = passes.find((members) => step.from - members.at(-1)!.to >= spill - 1)
    if (pass) pass.push(step)
    else passes.push([step])
  }
  return passes
}

const extraSeats = ({ queues, intervalSeconds }: Simulation, queue: number, { from, to, agents }: Step): Seat[] =>
  Array.from({ length: agents }, (_, agent) => ({
    key: [queue, from, agent],
    proficiency: Float64Array.from(queues, (_, number) => (number === queue ? 1 : 0)),
    afterSeconds: new Float64Array(queues.length),
    // Long since begun, so that lateness has no part in it.
    startsAt: Number.NEGATIVE_INFINITY,
    onPosition: [from * intervalSeconds, to * intervalSeconds],
    absenceRate: 0,
  }))

/** Mean of the first so many replications, `[interval]`. */
function meanMargin(runs: readonly Margins[], replications = runs.length): Float64Array {
  const sum = new Float64Array(runs[0]?.margin.length ?? 0)
  for (const { margin } of runs.slice(0, replications))
    for (const [interval, value] of margin.entries()) sum[interval]! += value
  return sum.map((value) => value / replications)
}

function changedIn(change: Float64Array, from: number, to: number, agents: number): Map<number, number> {
  const found = new Map<number, number>()
  for (let interval = from; interval < Math.min(to, change.length); interval++)
    if (change[interval] !== 0) found.set(interval, change[interval]! / agents)
  return found
}
