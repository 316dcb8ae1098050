import { expect, test } from 'vitest'
import type { RunProgress } from '../../../server/contracts/run.ts'
import { planTasks } from '../../../server/jobs/plan-tasks.ts'
import { runInWorker, type WorkerLimits } from '../../../server/jobs/run-in-worker.ts'
import type { WorkerTask } from '../../../server/jobs/worker-task.ts'
import { PlanningInputError } from '../../../solver/domain/planning-input-error.ts'
import { smallPlan } from '../../fixtures/small-plan.ts'

const FAKE = new URL('./fake-worker.mjs', import.meta.url)

function act(what: string, limits: Partial<WorkerLimits> = {}, onProgress?: (progress: RunProgress) => void) {
  const options = {
    week: '2026-11-09',
    weeks: 1,
    seed: 1,
    scenario: what,
    gap: 0,
    timeLimitSeconds: 1,
    replications: 1,
  }
  const task: WorkerTask = {
    kind: 'plan',
    files: new Map(),
    options,
    stopFlag: new Int32Array(new SharedArrayBuffer(4)),
  }
  return runInWorker(task, { seconds: 20, memoryMegabytes: 64, ...limits }, onProgress ? { onProgress } : {}, FAKE)
}

test('progress and the answer come across', async () => {
  const seen: RunProgress[] = []
  expect(await act('answer', {}, (progress) => seen.push(progress))).toEqual({
    report: 'report',
    contents: new Map([['a', 'b']]),
  })
  expect(seen).toEqual([{ stage: 'roster', fraction: 0.5 }])
})

test('work that never looks up is ended at its limit', async () => {
  await expect(act('spin', { seconds: 0.3 })).rejects.toThrow('The work was ended after 0.3 s, its limit.')
})

test('work that never looks up is ended when it is told to stop', async () => {
  const stop = new AbortController()
  setTimeout(() => stop.abort(new Error('cancelled')), 100)
  await expect(act('spin', { signal: stop.signal })).rejects.toThrow('cancelled')
  await expect(act('answer', { signal: stop.signal })).rejects.toThrow('cancelled')
})

test.each([
  ['leave', 'The work ended without an answer (exit code 3).'],
  ['throw', 'The work failed.'],
  ['hoard', 'The work needs more than 64 MB of memory, its limit.'],
])('a worker that crashes is reported: %s', async (what, message) => {
  await expect(act(what)).rejects.toMatchObject({ name: 'WorkerCrashed', message })
})

test('what is wrong with a plan comes across with its places', async () => {
  const error = await planTasks()
    .describe(smallPlan({ 'employees.csv': undefined }))
    .catch((thrown) => thrown)
  expect(error).toBeInstanceOf(PlanningInputError)
  expect(error.issues).toMatchObject([{ file: 'employees.csv', problem: 'the file is missing' }])
})

test('a plan is described', async () => {
  const { description, inputHash } = await planTasks().describe(smallPlan())
  expect(description.defaultWeek).toBe('2026-11-09')
  expect(inputHash).toMatch(/^[0-9a-f]{64}$/)
})
