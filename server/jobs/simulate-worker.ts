/** Entry of the threads of `simulateInThreads`: says what came of each of its replications, and ends. */
import { parentPort, workerData } from 'node:worker_threads'
import { Simulator } from '../../solver/simulate/simulator.ts'
import type { SimulatedReplication, SimulateTask } from './simulate-in-threads.ts'

const { simulation, seed, first, step, replications } = workerData as SimulateTask
const simulator = new Simulator(simulation)
for (let replication = first; replication < replications; replication += step) {
  const made: SimulatedReplication = { replication, tally: simulator.run(seed, replication) }
  parentPort?.postMessage(
    made,
    Object.values(made.tally).map(({ buffer }) => buffer),
  )
}
