/** Entry of the threads of `solveInThreads`: solves the instance that it is started with, says what it finds, and ends. */
import { parentPort, workerData } from 'node:worker_threads'
import { createHighsEngine } from '../../solver/lp/highs.ts'
import { rulesProblem } from '../../solver/roster/rules-problem.ts'
import { solveTours } from '../../solver/tours/solve-tours.ts'
import { readInstance } from '../imports/read-instance.ts'
import type { RosteringMessage, RosteringTask } from './rostering-thread.ts'

const { fileName, text, seed, endsAtMs } = workerData as RosteringTask
const say = (message: RosteringMessage) => parentPort?.postMessage(message)
const isOutOfTime = () => Date.now() >= endsAtMs

const engine = await createHighsEngine({ isStopped: isOutOfTime })
const { inputs, horizon } = readInstance(fileName, text)
const { problem } = rulesProblem(inputs, horizon)
const solved = solveTours(problem, {
  ...{ engine, seed, gap: 0, workLimit: Infinity, isOutOfTime },
  onProgress: ({ objective, objectiveBound, tours }) => {
    if (tours) say({ kind: 'incumbent', objective, tours })
    say({ kind: 'bound', objectiveBound })
  },
})
const isWhole = solved.tours.every((tour) => tour !== null)
if (isWhole) say({ kind: 'incumbent', objective: solved.objective, tours: solved.tours })
say({ kind: 'bound', objectiveBound: solved.objectiveBound })
say({
  kind: 'ended',
  termination: isWhole ? solved.termination : 'infeasible',
  ...(solved.limit && { limit: solved.limit }),
})
