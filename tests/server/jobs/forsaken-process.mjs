// Starts work that never ends, says on standard output which process does it, and waits to be killed.
import { runInProcess } from '../../../server/jobs/run-in-process.ts'

const onProgress = (pid) => console.log(pid)
const limits = { seconds: 60, memoryMegabytes: 64 }
await runInProcess(
  { options: { scenario: 'spin' } },
  limits,
  { onProgress },
  new URL('./fake-process.mjs', import.meta.url),
)
