import { type ChildProcess, execFile, fork } from 'node:child_process'
import { once } from 'node:events'
import os from 'node:os'
import { PlanningInputError } from '../../solver/domain/planning-input-error.ts'
import type { Answer, WorkerAnswer, WorkerMessage, WorkerProgress, WorkerResult, WorkerTask } from './worker-task.ts'

export interface WorkerLimits {
  /** Wall-clock time after which the process is ended, seconds. */
  readonly seconds: number
  /** Heap of the process, megabytes. */
  readonly memoryMegabytes: number
  /** Takes what time others leave; what somebody waits for does not. */
  readonly inSpareTime?: boolean
  /** Ends the process at once; the promise is rejected with the signal's reason. */
  readonly signal?: AbortSignal
}

/** What the process may say, ask and be told while it works. */
export interface WorkerTalk<Task extends WorkerTask> {
  readonly onProgress?: (progress: WorkerProgress<Task>) => void
  /** Finds what the process asks for, so that it need not be given everything that it might need. */
  readonly answer?: Answer
  /** Asks the work to come to its end with what it has. A plan does; other work is done to its end. */
  readonly stop?: AbortSignal | undefined
}

export class WorkerTimedOut extends Error {
  constructor(seconds: number) {
    super(`The work was ended after ${seconds} s, its limit.`)
    this.name = 'WorkerTimedOut'
  }
}

/** The work ended without an answer; `cause` is for the log, not for readers. */
export class WorkerCrashed extends Error {
  constructor(message: string, cause?: unknown) {
    super(message, { cause })
    this.name = 'WorkerCrashed'
  }
}

const ENTRY = new URL('./plan-worker.ts', import.meta.url)
/** All that the work needs of the environment; the address of the database and whatever else is secret stay here. */
const ENVIRONMENT = ['LANG', 'LC_ALL', 'LD_LIBRARY_PATH', 'TZ']
/** As deep as a thread of Node.js may go; the depth of a program is a quarter of that unless it is told. */
const STACK_KILOBYTES = 3900
/** Characters kept of what a process last wrote on standard error: V8's report of a full heap with its stack fits in. */
const KEPT_OF_STDERR = 16_384
const FULL_HEAP = /^\W*fatal .*out of memory/im

/**
 * Performs a task in a process of its own, so that nothing that ends the work, a full heap or a fault of the solver,
 * ends this process as well. Ending the process is the one limit that holds: solvers run without pause and do not look
 * up. The process is gone when the promise settles, and goes by itself when this one does.
 * @throws PlanningInputError as the task threw it; WorkerTimedOut; WorkerCrashed; the reason of the signal
 */
export async function runInProcess<Task extends WorkerTask>(
  task: Task,
  limits: WorkerLimits,
  talk: WorkerTalk<Task> = {},
  entry: URL = ENTRY,
): Promise<WorkerResult<Task>> {
  limits.signal?.throwIfAborted()
  const child = await start(entry, limits)
  const outcome = Promise.withResolvers<WorkerResult<Task>>()
  const closed = new Promise<void>((resolve) => child.once('close', () => resolve()))
  const abort = () => outcome.reject(limits.signal?.reason)
  const stop = () => child.stdin?.write('.')
  const timer = setTimeout(() => outcome.reject(new WorkerTimedOut(limits.seconds)), limits.seconds * 1000)
  const unheeded = [onAbort(limits.signal, abort), onAbort(talk.stop, stop)]
  listen(child, limits, talk, outcome)
  send(child, task).catch(outcome.reject)
  return outcome.promise.finally(() => {
    clearTimeout(timer)
    for (const unheed of unheeded) unheed()
    child.kill('SIGKILL')
    return closed
  })
}

/** @throws WorkerCrashed when the machine starts no further process */
async function start(entry: URL, { memoryMegabytes, inSpareTime = false }: WorkerLimits): Promise<ChildProcess> {
  try {
    const child = fork(entry, {
      serialization: 'advanced',
      execArgv: [`--max-old-space-size=${memoryMegabytes}`, `--stack-size=${STACK_KILOBYTES}`],
      env: Object.fromEntries(Object.entries(process.env).filter(([name]) => ENVIRONMENT.includes(name))),
      stdio: ['pipe', 'ignore', 'pipe', 'ipc'],
    })
    await once(child, 'spawn')
    if (inSpareTime) yieldToReaders(child)
    return child
  } catch (error) {
    throw new WorkerCrashed('No process could be started for the work.', error)
  }
}

/**
 * Solving takes what time is left over: whoever waits for a page or the database is served first. A low priority alone
 * lets it finish its slice of time before others come to theirs; Linux can be told that it never makes anybody wait.
 */
function yieldToReaders({ pid }: ChildProcess): void {
  if (pid === undefined) return
  try {
    os.setPriority(pid, os.constants.priority.PRIORITY_LOW)
  } catch {
    // It has ended already, or the system does not allow it: the work is done all the same.
  }
  // Of util-linux; what is no Linux, or has it not, goes by the priority.
  execFile('chrt', ['--all-tasks', '--idle', '--pid', '0', String(pid)], () => undefined)
}

/** Heeds a signal that may have been given already. @returns heeds it no longer */
function onAbort(signal: AbortSignal | undefined, heed: () => void): () => void {
  if (signal?.aborted) heed()
  signal?.addEventListener('abort', heed, { once: true })
  return () => signal?.removeEventListener('abort', heed)
}

function listen<Task extends WorkerTask>(
  child: ChildProcess,
  limits: WorkerLimits,
  talk: WorkerTalk<Task>,
  { resolve, reject }: PromiseWithResolvers<WorkerResult<Task>>,
): void {
  let stderr = ''
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    stderr = (stderr + text).slice(-KEPT_OF_STDERR)
  })
  // A process that has just ended takes no more; how it ended is told when it closes.
  child.stdin?.on('error', () => {})
  child.on('message', (message: WorkerMessage) => {
    if (message.kind === 'progress') talk.onProgress?.(message.progress as WorkerProgress<Task>)
    else if (message.kind === 'ask') answerTo(child, message, talk).catch(reject)
    else if (message.kind === 'done') resolve(message.result as WorkerResult<Task>)
    else if (message.kind === 'refused') reject(new PlanningInputError(message.issues))
    else reject(new WorkerCrashed(message.message, message.stack))
  })
  child.on('error', (error) => reject(new WorkerCrashed('The process of the work cannot be reached.', error)))
  child.on('close', (code, signal) => reject(crashFrom(signal ?? `exit code ${code}`, stderr, limits)))
}

async function answerTo<Task extends WorkerTask>(
  child: ChildProcess,
  { key, value }: Extract<WorkerMessage, { readonly kind: 'ask' }>,
  talk: WorkerTalk<Task>,
): Promise<void> {
  await send(child, { key, value: await talk.answer?.(key, value) })
}

/** @throws what cannot be copied; that nobody is there to read it is no error, for the end of the process tells it */
async function send(child: ChildProcess, message: WorkerTask | WorkerAnswer): Promise<void> {
  child.send(message, () => {})
}

const crashFrom = (ending: string, stderr: string, { memoryMegabytes }: WorkerLimits): WorkerCrashed =>
  FULL_HEAP.test(stderr)
    ? new WorkerCrashed(`The work needs more than ${memoryMegabytes} MB of memory, its limit.`, stderr)
    : new WorkerCrashed(`The work ended without an answer (${ending}).`, stderr)
