import { execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { expect, onTestFinished, test } from 'vitest'
import { planTasks } from '../../../server/jobs/plan-tasks.ts'
import { runInProcess, type WorkerLimits, type WorkerTalk } from '../../../server/jobs/run-in-process.ts'
import type { PlanFiles, WorkerTask } from '../../../server/jobs/worker-task.ts'
import { PlanningInputError } from '../../../solver/domain/planning-input-error.ts'
import { smallPlan } from '../../fixtures/small-plan.ts'

type PlanTask = Extract<WorkerTask, { kind: 'plan' }>
interface Act extends Partial<WorkerLimits>, Omit<WorkerTalk<PlanTask>, 'onProgress'> {
  readonly files?: PlanFiles
  readonly onProgress?: (said: unknown) => void
}

const FAKE = new URL('./fake-process.mjs', import.meta.url)

const taskOf = (what: string, files: PlanFiles = new Map()): PlanTask => ({
  kind: 'plan',
  files,
  options: { week: '2026-11-09', weeks: 1, seed: 1, scenario: what, gap: 0, timeLimitSeconds: 1, replications: 1 },
})

const act = (what: string, { files, seconds = 20, memoryMegabytes = 64, signal, ...talk }: Act = {}) =>
  runInProcess<PlanTask>(
    taskOf(what, files),
    signal ? { seconds, memoryMegabytes, signal } : { seconds, memoryMegabytes },
    talk,
    FAKE,
  )

/** Starts work that says its process id and never ends by itself. */
function started(what: string, options: Act = {}) {
  const { promise: pid, resolve } = Promise.withResolvers<number>()
  const work = act(what, { ...options, onProgress: (said) => resolve(said as number) })
  return { work, pid }
}

/** A process that has ended and that nobody has asked about yet still has its id, and is a zombie, Z. */
function isAlive(pid: number): boolean {
  try {
    return !execFileSync('ps', ['-o', 'stat=', '-p', String(pid)], { encoding: 'utf8' }).startsWith('Z')
  } catch {
    return false
  }
}

test('progress and the answer come across', async () => {
  const seen: unknown[] = []
  expect(await act('answer', { onProgress: (progress) => seen.push(progress) })).toEqual({
    report: 'report',
    contents: new Map([['a', 'b']]),
  })
  expect(seen).toEqual([{ stage: 'roster', fraction: 0.5 }])
})

test('a plan of many megabytes comes across equal, both ways', async () => {
  const files = new Map([
    ['history.csv', '2026-11-09T00:00,chat,17\n'.repeat(200_000)],
    ['plan.yaml', '名称: 客服小队 🙂\n'.repeat(200_000)],
  ])
  const typed = new Map<string, unknown>([['bytes', Float64Array.of(0.1, Number.NaN, -0, Number.POSITIVE_INFINITY)]])
  expect(await act('echo', { files })).toEqual(taskOf('echo', files))
  expect(await act('echo', { files: typed as PlanFiles })).toEqual(taskOf('echo', typed as PlanFiles))
})

test.each(['text', Buffer.from([31, 139, 8]), undefined])('what it asks for comes to it', async (value) => {
  const asked: string[] = []
  const answer = async (key: string) => {
    asked.push(key)
    return value
  }
  expect(await act('ask', { answer })).toEqual({ key: 'history.csv', value })
  expect(asked).toEqual(['history.csv'])
})

test('an answer that cannot be found ends the work', async () => {
  await expect(act('ask', { answer: () => Promise.reject(new Error('no such file')) })).rejects.toThrow('no such file')
})

test('what cannot be copied is refused', async () => {
  const files = new Map([['plan.yaml', () => 'text']]) as unknown as PlanFiles
  await expect(act('answer', { files })).rejects.toThrow('could not be cloned')
})

test('work that never looks up is ended at its limit', async () => {
  const { work, pid } = started('spin', { seconds: 1 })
  await expect(work).rejects.toThrow('The work was ended after 1 s, its limit.')
  expect(isAlive(await pid)).toBe(false)
})

test('work that never looks up is ended when it is told to', async () => {
  const cancel = new AbortController()
  const { work, pid } = started('spin', { signal: cancel.signal })
  pid.then(() => cancel.abort(new Error('cancelled')))
  await expect(work).rejects.toThrow('cancelled')
  expect(isAlive(await pid)).toBe(false)
  await expect(act('answer', { signal: cancel.signal })).rejects.toThrow('cancelled')
})

test('work that runs without pause sees that it is asked to stop', async () => {
  const stop = new AbortController()
  const { work, pid } = started('spinUntilStopped', { stop: stop.signal })
  pid.then(() => stop.abort())
  expect(await work).toBe('stopped')
  expect(await act('spinUntilStopped', { stop: stop.signal })).toBe('stopped')
})

test.each([
  ['leave', 'The work ended without an answer (exit code 3).'],
  ['throw', 'The work ended without an answer (exit code 1).'],
  ['fault', 'The work ended without an answer (SIGSEGV).'],
  ['hoard', 'The work needs more than 64 MB of memory, its limit.'],
])('work that crashes is reported: %s', async (what, message) => {
  await expect(act(what)).rejects.toMatchObject({ name: 'WorkerCrashed', message })
})

test('the log is told what the work wrote last', async () => {
  const { cause } = await act('throw').catch((thrown) => thrown)
  expect(cause).toContain('Error: unexpected')
})

test('work that is killed from outside is reported', async () => {
  const { work, pid } = started('spin')
  pid.then((id) => process.kill(id, 'SIGKILL'))
  const message = 'The work ended without an answer (SIGKILL).'
  await expect(work).rejects.toMatchObject({ name: 'WorkerCrashed', message })
})

test('work whose process cannot be started is reported', async () => {
  const { execPath } = process
  onTestFinished(() => {
    process.execPath = execPath
  })
  process.execPath = '/nowhere/node'
  const message = 'No process could be started for the work.'
  await expect(act('answer')).rejects.toMatchObject({ name: 'WorkerCrashed', message, cause: { code: 'ENOENT' } })
})

test('work whose owner is killed is gone within two seconds', async () => {
  const owner = spawn(process.execPath, [fileURLToPath(new URL('./forsaken-process.mjs', import.meta.url))])
  const [said] = await once(owner.stdout, 'data')
  const pid = Number(said)
  expect(isAlive(pid)).toBe(true)
  owner.kill('SIGKILL')
  await expect.poll(() => isAlive(pid), { timeout: 2000 }).toBe(false)
})

test('the work does not learn what the environment keeps secret', async () => {
  const { DATABASE_URL } = process.env
  onTestFinished(() => {
    if (DATABASE_URL === undefined) delete process.env.DATABASE_URL
    else process.env.DATABASE_URL = DATABASE_URL
  })
  process.env.DATABASE_URL = 'postgres://someone:secret@somewhere/tideline'
  expect(JSON.stringify(await act('environment'))).not.toContain('secret')
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
