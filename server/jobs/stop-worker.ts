/**
 * Entry of the thread of `watchForStop`. A byte on standard input asks the work to stop, and raises the flag. The end of
 * the input says that the process that wanted the work is gone, however it ended, and ends this one: nothing may go on
 * working for nobody.
 */
import { Socket } from 'node:net'
import { workerData } from 'node:worker_threads'

const STANDARD_INPUT = 0
const flag = workerData as Int32Array<SharedArrayBuffer>

new Socket({ fd: STANDARD_INPUT, readable: true, writable: false })
  .on('data', () => Atomics.store(flag, 0, 1))
  .on('error', () => {})
  .on('close', () => process.kill(process.pid, 'SIGKILL'))
