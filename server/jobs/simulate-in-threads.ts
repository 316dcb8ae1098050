import { availableParallelism } from 'node:os'
import { Worker } from 'node:worker_threads'
import type { Forecast } from '../../solver/domain/forecast-outputs.ts'
import type { PlanInputs } from '../../solver/domain/plan-inputs.ts'
import type { Requirement } from '../../solver/domain/requirement-outputs.ts'
import type { Roster } from '../../solver/domain/roster.ts'
import type { ServiceResult } from '../../solver/domain/service-outputs.ts'
import { prepareSimulation, type SimulateOptions, simulateRoster } from '../../solver/simulate/simulate-roster.ts'
import type { Simulation } from '../../solver/simulate/simulation.ts'
import type { Tally } from '../../solver/simulate/tally.ts'

/** A roster and what it is simulated against. */
export interface RosterToSimulate {
  readonly inputs: PlanInputs
  readonly forecast: Forecast
  readonly requirement: Requirement
  readonly roster: Roster
}

/** Every `step`-th replication from `first` on. */
export interface SimulateTask {
  readonly simulation: Simulation
  readonly seed: number
  readonly first: number
  readonly step: number
  readonly replications: number
}

/** What a thread says of each replication, in their order. */
export interface SimulatedReplication {
  readonly replication: number
  readonly tally: Tally
}

/** Fewer replications than this are done sooner than threads are started. */
const LEAST_REPLICATIONS = 4
const MOST_THREADS = 8

/**
 * `simulateRoster` over the cores of the machine. Replications do not depend on one another and are added up in their
 * order, so the result is the same, byte for byte, however many threads there are. Errors as of `simulateRoster`.
 */
export async function simulateInThreads(
  { inputs, forecast, requirement, roster }: RosterToSimulate,
  options: SimulateOptions,
  most = availableParallelism(),
): Promise<ServiceResult> {
  const { replications, seed, onProgress } = options
  const threads = Math.min(most, MOST_THREADS, replications)
  if (replications < LEAST_REPLICATIONS || threads < 2)
    return simulateRoster(inputs, forecast, requirement, roster, options)
  const { simulation, sums } = prepareSimulation(inputs, forecast, requirement, roster, options)
  const early = new Map<number, Tally>()
  let added = 0
  const receive = ({ replication, tally }: SimulatedReplication) => {
    early.set(replication, tally)
    for (let next = early.get(added); next; next = early.get(added)) {
      sums.add(next)
      early.delete(added++)
      onProgress?.(added / replications)
    }
  }
  const tasks = Array.from({ length: threads }, (_, first) => ({
    simulation,
    seed,
    first,
    step: threads,
    replications,
  }))
  await Promise.all(tasks.map((task) => inThread(task, receive)))
  return sums.result()
}

async function inThread(task: SimulateTask, receive: (made: SimulatedReplication) => void): Promise<void> {
  const { promise, resolve, reject } = Promise.withResolvers<void>()
  const worker = new Worker(new URL('./simulate-worker.ts', import.meta.url), { workerData: task })
  worker.on('message', receive)
  worker.on('error', reject)
  worker.on('exit', (code) =>
    code === 0 ? resolve() : reject(new Error(`A simulation thread ended early (exit code ${code}).`)),
  )
  return promise
}
