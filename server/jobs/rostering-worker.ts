/** Entry of the threads of `solveInThreads`: solves the instance that it is started with, says what it finds, and ends. */
import { parentPort, workerData } from 'node:worker_threads'
import { createHighsEngine } from '../../solver/lp/highs.ts'
import { rulesProblem } from '../../solver/roster/rules-problem.ts'
import { directModel, toursOf } from '../../solver/tours/direct-model.ts'
import { readInstance } from '../imports/read-instance.ts'
import type { RosteringMessage, RosteringTask } from './rostering-thread.ts'

const { fileName, text } = workerData as RosteringTask
const say = (message: RosteringMessage) => parentPort?.postMessage(message)

const engine = await createHighsEngine()
const { inputs, horizon } = readInstance(fileName, text)
const { problem } = rulesProblem(inputs, horizon)
const direct = directModel(problem)
const answer = engine.solve(direct.model)
if (answer.values) {
  say({ kind: 'incumbent', objective: Math.round(answer.objective), tours: toursOf(problem, direct, answer.values) })
  say({ kind: 'bound', objectiveBound: Math.round(answer.objectiveBound) })
}
say({ kind: 'ended', termination: answer.values ? 'optimal' : 'infeasible' })
